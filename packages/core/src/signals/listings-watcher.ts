import { z } from 'zod';
import { DataError } from '../errors';
import { requireTime } from './check-signal-input';
import { defineSignal, type SignalDetector } from './define-signal';
import type { Signal } from './signal';

/** What a venue says it trades, at one time. */
export interface MarketList {
  readonly venue: string;
  readonly timeMs: number;
  readonly markets: readonly {
    /** `"venue:BASE/QUOTE"`. */
    readonly instrumentId: string;
    /** False while the venue has halted it. */
    readonly isTrading: boolean;
  }[];
}

export interface ListingsWatcherOptions {
  /** Lists in a row that lack an instrument before it is delisted; more than 1 lets an incomplete list pass. Defaults to 2. */
  readonly confirmations?: number | undefined;
}

const schema = z.strictObject({ confirmations: z.int().positive().max(1_000_000).default(2) });

const name = 'listingsWatcher';

interface Known {
  isTrading: boolean;
  /** Lists in a row in which it was missing. */
  missing: number;
}

const read = ({ venue, timeMs, markets }: MarketList, previousMs: number): Map<string, boolean> => {
  requireTime(name, venue, timeMs, previousMs);
  const listed = new Map(markets.map(({ instrumentId, isTrading }) => [instrumentId, isTrading]));
  if (listed.size === markets.length) return listed;
  throw new DataError({
    code: 'DUPLICATE_INSTRUMENT',
    message: `${name} (${venue}): the list of ${timeMs} has an instrument twice.`,
    remedy: 'Give every instrument an id of its own.',
    context: { venue, timeMs },
  });
};

const byId = (a: Signal, b: Signal): number =>
  a.instrumentId < b.instrumentId ? -1 : a.instrumentId > b.instrumentId ? 1 : 0;

/**
 * Says what has changed between successive lists of a venue's markets: `listed`, `delisted`, `halted`, `resumed`.
 *
 * The first list of a venue seeds and says nothing. An instrument is delisted when `confirmations` lists in a row lack it, and
 * listed again when it comes back after that. Signals of one list come in the order of the ids, whatever the order of the list.
 *
 * - Units: `value` is 1 for `listed` and `resumed`, −1 for the others; the confidence is 1.
 * - State: the instruments of each venue. Cost: O(n log n) per list.
 * - Errors: `DataError` `NOT_FINITE`, `OUT_OF_ORDER`, `DUPLICATE_INSTRUMENT`; the state stays as it was.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { listingsWatcher } from '@sigmax/core';
 * const list = (timeMs: number, ...symbols: string[]) => ({
 *   venue: 'demo', timeMs, markets: symbols.map((symbol) => ({ instrumentId: `demo:${symbol}`, isTrading: true })),
 * });
 * const lists = [list(0, 'BTC/USDT'), list(1, 'NEW/USDT', 'BTC/USDT'), list(2, 'NEW/USDT'), list(3, 'NEW/USDT')];
 * const signals = listingsWatcher.batch(lists, {});
 * signals.map(({ code, instrumentId, timeMs }) => `${timeMs} ${code} ${instrumentId}`); // => ['1 listed demo:NEW/USDT', '3 delisted demo:BTC/USDT']
 * ```
 */
export const listingsWatcher: SignalDetector<MarketList, ListingsWatcherOptions> = defineSignal({
  name,
  options: schema,
  start: ({ confirmations }) => {
    const venues = new Map<string, { timeMs: number; known: Map<string, Known> }>();

    /** Brings what is known up to the list and returns what has changed. */
    const update = (
      known: Map<string, Known>,
      listed: Map<string, boolean>,
      { venue, timeMs }: MarketList,
    ): Signal[] => {
      const signals: Signal[] = [];
      const say = (code: Signal['code'], instrumentId: string, value: number) =>
        signals.push({ type: 'listing', code, instrumentId, timeMs, value, confidence: 1, evidence: { venue } });
      for (const [instrumentId, market] of known) {
        if (listed.has(instrumentId)) continue;
        market.missing += 1;
        if (market.missing < confirmations) continue;
        known.delete(instrumentId);
        say('delisted', instrumentId, -1);
      }
      for (const [instrumentId, isTrading] of listed) {
        const market = known.get(instrumentId);
        known.set(instrumentId, { isTrading, missing: 0 });
        if (market === undefined) say('listed', instrumentId, 1);
        else if (market.isTrading && !isTrading) say('halted', instrumentId, -1);
        else if (!market.isTrading && isTrading) say('resumed', instrumentId, 1);
      }
      return signals.sort(byId);
    };

    return {
      next: (list) => {
        const venue = venues.get(list.venue);
        const listed = read(list, venue?.timeMs ?? Number.NEGATIVE_INFINITY);
        if (venue !== undefined) {
          venue.timeMs = list.timeMs;
          return update(venue.known, listed, list);
        }
        const known = new Map([...listed].map(([id, isTrading]) => [id, { isTrading, missing: 0 }]));
        venues.set(list.venue, { timeMs: list.timeMs, known });
        return [];
      },
    };
  },
});
