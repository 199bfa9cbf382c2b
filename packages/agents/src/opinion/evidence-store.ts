import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { AgentError } from '../errors';
import type { Evidence } from './evidence';

/** Where a strategy asks what was known. */
export interface EvidenceSource {
  /** What was received up to a moment, about an instrument or the market as a whole, the latest last. */
  at(instrumentId: string, timeMs: number): readonly Evidence[];
}

export interface EvidenceStore extends EvidenceSource {
  /** Adds an item; one with an id that is there already is left out. Returns whether it was added. */
  add(item: Evidence): boolean;
  readonly size: number;
}

export interface EvidenceStoreOptions {
  /** What was received longer ago than this is not shown. Defaults to no limit. */
  readonly maximumAgeMs?: number | undefined;
  /** Most items that are shown at a time, the latest of them. Defaults to 1,000. */
  readonly maximumItems?: number | undefined;
}

const schema = z.strictObject({
  maximumAgeMs: z.number().positive().optional(),
  maximumItems: z.int().positive().default(1_000),
});

/** How many of the items, which are in order of time, were received at or before a moment. */
const countUpTo = (items: readonly Evidence[], timeMs: number): number => {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] as Evidence).receivedAtMs <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Refuses what no source may show at this moment: a decision would know the future. */
export const requirePast = (items: readonly Evidence[], timeMs: number): readonly Evidence[] => {
  for (const { id, receivedAtMs } of items) {
    if (receivedAtMs <= timeMs) continue;
    throw new AgentError({
      code: 'LOOK_AHEAD',
      message: `Evidence ${id} was received at ${receivedAtMs} and shown at ${timeMs}.`,
      remedy: 'Show what was received at the moment or before it; evidenceStore does.',
      context: { id, receivedAtMs, timeMs },
    });
  }
  return items;
};

/**
 * Keeps evidence and shows, for any moment, what had been received by then and nothing else.
 *
 * Shown: receivedAtMs ≤ timeMs, and receivedAtMs > timeMs − maximumAgeMs where an age is given.
 *
 * - State: all items, by the time they were received. Cost: O(log n) and the items shown; adding late items O(n).
 *
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { evidence, evidenceStore } from '@sigmax/agents';
 * const store = evidenceStore([
 *   evidence({ kind: 'news', source: 'feed', id: 'one', receivedAtMs: 1_000, content: 'First' }),
 *   evidence({ kind: 'news', source: 'feed', id: 'two', receivedAtMs: 2_000, content: 'Second' }),
 * ]);
 * store.at('demo:BTC/USDT', 1_999).map(({ id }) => id); // => ['one']
 * ```
 */
export const evidenceStore = (items: Iterable<Evidence> = [], options: EvidenceStoreOptions = {}): EvidenceStore => {
  const { maximumAgeMs = Number.POSITIVE_INFINITY, maximumItems } = parseOptions(schema, options, 'evidenceStore');
  const kept: Evidence[] = [];
  const ids = new Set<string>();

  const add = (item: Evidence): boolean => {
    if (ids.has(item.id)) return false;
    ids.add(item.id);
    kept.splice(countUpTo(kept, item.receivedAtMs), 0, item);
    return true;
  };
  for (const item of items) add(item);

  const at = (instrumentId: string, timeMs: number): readonly Evidence[] => {
    const shown: Evidence[] = [];
    for (let place = countUpTo(kept, timeMs) - 1; place >= 0 && shown.length < maximumItems; place--) {
      const item = kept[place] as Evidence;
      if (!(item.receivedAtMs > timeMs - maximumAgeMs)) break;
      if (item.instrumentIds.length === 0 || item.instrumentIds.includes(instrumentId)) shown.push(item);
    }
    return shown.reverse();
  };

  return {
    add,
    at,
    get size() {
      return kept.length;
    },
  };
};
