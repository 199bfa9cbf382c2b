import { type Clock, parseOptions, systemClock } from '@sigmax/core';
import { z } from 'zod';
import { pollOnce } from './poll-once';
import { isSource } from './poll-options';
import type { Source } from './source';
import { contentHash, type SourceItem, sourceItem } from './source-item';

export interface ReadSourceOptions {
  /** Defaults to what the source says, else 20,000 ms. */
  readonly timeoutMs?: number | undefined;
  readonly instruments?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Gives the look up when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Defaults to the machine's. */
  readonly clock?: Clock | undefined;
}

const schema = z.strictObject({
  source: z.custom<Source>(isSource, 'expected a source, as rssSource makes one'),
  timeoutMs: z.number().positive().optional(),
  instruments: z.record(z.string(), z.array(z.string().min(1))).default({}),
  signal: z.custom<AbortSignal>((value) => typeof Reflect.get(Object(value), 'aborted') === 'boolean').optional(),
  clock: z
    .custom<Clock>((value) => typeof Reflect.get(Object(value), 'nowMs') === 'function', 'expected a Clock')
    .default(systemClock),
});

/**
 * Asks a source once and returns everything that it says, as the source orders it, repetitions of its own included.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @throws {SourceError} the source could not be read; nothing is made up in its place.
 * @example
 * ```ts no-run
 * import { coinDesk, readSource } from '@sigmax/adapters/news';
 * for (const { receivedAtMs, content } of await readSource(coinDesk())) console.log(receivedAtMs, content);
 * ```
 */
export const readSource = async (source: Source, options: ReadSourceOptions = {}): Promise<readonly SourceItem[]> => {
  const {
    clock,
    timeoutMs = source.timeoutMs ?? 20_000,
    instruments,
    signal,
  } = parseOptions(schema, { ...options, source }, 'readSource');
  const { id, trust } = source;
  const answer = await pollOnce(source.open(), {
    source: id,
    clock,
    timeoutMs,
    signal: signal ?? new AbortController().signal,
  });
  const receivedAtMs = clock.nowMs();
  return answer.drafts.map((draft) =>
    sourceItem(draft, {
      source: id,
      trust,
      receivedAtMs,
      contentHash: contentHash(draft.content),
      instruments,
      revises: undefined,
    }),
  );
};
