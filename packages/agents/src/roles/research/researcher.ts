import { type Clock, InvalidOptionsError, parseOptions, systemClock } from '@sigmax/core';
import { z } from 'zod';
import { endsTheRun } from '../../errors';
import { allOf, isLater, type NowOrLater, nowOrLater, wait } from '../../now-or-later';
import { type Evidence, evidence } from '../../opinion/evidence';
import { messageOf } from '../../opinion/normalise-answer';
import { plainReason } from '../../opinion/plain-reason';
import type { Researcher, ResearchQuery, ResearchReport, ResearchSource, SourceOutcome } from './research-source';

export interface ResearcherOptions {
  readonly sources: readonly ResearchSource[];
  /** How long each source may take; they are asked at the same time. */
  readonly timeoutMs: number;
  /** Times sources. Defaults to the machine's clock. */
  readonly clock?: Clock | undefined;
}

const hasMethod = (name: string) => (value: unknown) => typeof Reflect.get(Object(value), name) === 'function';

const schema = z.strictObject({
  sources: z.array(z.custom<ResearchSource>(hasMethod('find'), 'expected a source with find()')).min(1),
  timeoutMs: z.number().positive().max(86_400_000),
  clock: z.custom<Clock>(hasMethod('after'), 'expected a Clock').default(systemClock),
});

interface Found {
  readonly outcome: SourceOutcome;
  readonly items: readonly Evidence[];
}

const isEvidence = (value: unknown): value is Evidence => {
  const { id, receivedAtMs, instrumentIds } = Object(value) as Partial<Record<keyof Evidence, unknown>>;
  return typeof id === 'string' && typeof receivedAtMs === 'number' && Array.isArray(instrumentIds);
};

/** What counts of what a source gave. Written so that a time which is no number is dropped. */
const received = (source: string, given: unknown, { timeMs, instrumentId }: ResearchQuery): Found => {
  if (!Array.isArray(given)) return lost(source, 'failed', 'It gave no list.');
  const items = given
    .filter(isEvidence)
    .filter(({ receivedAtMs }) => receivedAtMs <= timeMs)
    .filter(({ instrumentIds }) => instrumentIds.length === 0 || instrumentIds.includes(instrumentId))
    .sort((a, b) => a.receivedAtMs - b.receivedAtMs);
  const dropped = given.length - items.length;
  return { items, outcome: { source, status: 'received', items: items.length, dropped, reason: '' } };
};

const lost = (source: string, status: SourceOutcome['status'], why: string): Found => ({
  items: [],
  outcome: { source, status, items: 0, dropped: 0, reason: plainReason(why).reason || 'No reason was given.' },
});

/** One source with its time limit. Never rejects, but for a recording that differs: a replay that goes on without it is no replay. */
const askSource = (
  source: ResearchSource,
  query: ResearchQuery,
  signal: AbortSignal,
  { timeoutMs, clock }: { readonly timeoutMs: number; readonly clock: Clock },
): NowOrLater<Found> => {
  const { id } = source;
  const inner = new AbortController();
  let given: NowOrLater<readonly Evidence[]>;
  try {
    given = source.find(query, inner.signal);
    if (!isLater(given)) return received(id, given, query);
  } catch (error) {
    if (endsTheRun(error)) throw error;
    return lost(id, 'failed', messageOf(error));
  }
  const later = given;
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      stopTimer();
      signal.removeEventListener('abort', cancelled);
    };
    const end = (found: Found): void => {
      stop();
      resolve(found);
      inner.abort();
    };
    const cancelled = (): void => end(lost(id, 'cancelled', 'Nobody waits for it any more.'));
    const stopTimer = clock.after(timeoutMs, () => end(lost(id, 'timed-out', `No answer within ${timeoutMs} ms.`)));
    signal.addEventListener('abort', cancelled, { once: true });
    if (signal.aborted) cancelled();
    later.then(
      (items) => end(received(id, items, query)),
      (error) => {
        if (!endsTheRun(error)) return end(lost(id, 'failed', messageOf(error)));
        stop();
        reject(error);
      },
    );
  });
};

const statusOf = ({ source, status }: SourceOutcome, timeMs: number): Evidence =>
  evidence({
    id: `${source}:status:${timeMs}`,
    kind: 'source-status',
    source,
    trust: 'measured',
    receivedAtMs: timeMs,
    content: { isUp: status === 'received' },
  });

/**
 * Makes a researcher that asks all sources at the same time; one that throws, hangs or gives nonsense costs that source alone.
 *
 * It is done after the slowest source that answers, and after `timeoutMs` at the latest. Which source is first does not change the
 * report. Items that were received after the moment of the query are dropped and counted.
 *
 * - Units: ms of the clock. State: none. With sources that answer at once the report is there at once.
 *
 * @throws {InvalidOptionsError} an option is wrong, or two sources have one id.
 * @example
 * ```ts
 * import { evidence, researcher } from '@sigmax/agents';
 * const item = evidence({ kind: 'news', source: 'wire', receivedAtMs: 1, content: 'Upgrade shipped' });
 * const gatherer = researcher({
 *   timeoutMs: 1_000,
 *   sources: [
 *     { id: 'wire', kinds: ['news'], find: () => [item] },
 *     { id: 'forum', kinds: ['social'], find: () => { throw new Error('Status 403.'); } },
 *   ],
 * });
 * const report = await gatherer.gather({ instrumentId: 'demo:BTC/USDT', timeMs: 2 }, new AbortController().signal);
 * report.missing; // => ['forum']
 * report.evidence.filter(({ kind }) => kind === 'news').length; // => 1
 * ```
 */
export const researcher = (options: ResearcherOptions): Researcher => {
  const { sources, timeoutMs, clock } = parseOptions(schema, options, 'researcher');
  const ids = sources.map(({ id }) => id);
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  if (twice !== undefined) {
    throw new InvalidOptionsError({
      code: 'DUPLICATE_SOURCE',
      message: `researcher: two sources are named ${JSON.stringify(twice)}.`,
      remedy: 'Give each source an id of its own.',
    });
  }
  return {
    gather: (query, signal) =>
      nowOrLater(function* (): Generator<unknown, ResearchReport, unknown> {
        const { kinds, timeMs } = query;
        const asked = sources.filter((one) => kinds === undefined || one.kinds.some((kind) => kinds.includes(kind)));
        const found = yield* wait(allOf(asked.map((one) => askSource(one, query, signal, { timeoutMs, clock }))));
        const outcomes = found.map(({ outcome }) => outcome);
        const items = [...found.flatMap((one) => one.items), ...outcomes.map((one) => statusOf(one, timeMs))];
        const first = new Map(items.toReversed().map((one) => [one.id, one]));
        return {
          timeMs,
          evidence: items.filter((one) => first.get(one.id) === one),
          sources: outcomes,
          missing: outcomes.filter(({ status }) => status !== 'received').map(({ source }) => source),
        };
      }),
  };
};
