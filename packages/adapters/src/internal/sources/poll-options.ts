import { type Clock, InvalidOptionsError, parseOptions, type Random, systemClock } from '@sigmax/core';
import { z } from 'zod';
import type { Source } from './source';
import { defaultSameStory } from './story-index';

export interface PollSourcesOptions {
  /** How often each source is asked, ± 10 %. Defaults to 300,000 ms. */
  readonly everyMs?: number | undefined;
  /** How long one look may take, all its requests included. Defaults to 20,000 ms. */
  readonly timeoutMs?: number | undefined;
  /** Longest wait after a first failure; it doubles with each further one. Defaults to 10,000 ms. */
  readonly minimumBackoffMs?: number | undefined;
  /** Longest wait after failures, and the one after a failure that only you can mend. Defaults to 3,600,000 ms. */
  readonly maximumBackoffMs?: number | undefined;
  /** What each source counts in `coverage`, by id. Defaults to 1. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  /** Instruments of an asset, by its symbol: `{ BTC: ['binance:BTC/USDT'] }`. Items that name none are about the market. */
  readonly instruments?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Similarity from which two headlines are one story, see the guide. Defaults to 0.9. */
  readonly sameStory?: number | undefined;
  /** How long a story is not told again. Defaults to 172,800,000 ms, two days. */
  readonly storyWindowMs?: number | undefined;
  /**
   * Headlines that their source dates further back than this when they come are remembered and do not go out: what a feed holds when a bot
   * starts is not news. Defaults to no limit.
   */
  readonly maximumAgeMs?: number | undefined;
  /** How often a source that stays up, or down, says so with an item. Defaults to 3,600,000 ms. */
  readonly statusEveryMs?: number | undefined;
  /** Defaults to the machine's. */
  readonly clock?: Clock | undefined;
  /** For the jitter of waits. Defaults to a seed from the clock. */
  readonly random?: Random | undefined;
}

const hasMethods = (value: unknown, ...names: readonly string[]): boolean =>
  names.every((name) => typeof Reflect.get(Object(value), name) === 'function');

export const isSource = (value: unknown): value is Source =>
  hasMethods(value, 'open') && typeof Reflect.get(Object(value), 'id') === 'string';

const sourcesSchema = z
  .array(z.custom<Source>(isSource, 'expected a source, as rssSource makes one'))
  .min(1, 'expected at least one source')
  .refine((sources) => new Set(sources.map(({ id }) => id)).size === sources.length, 'expected every id once');

const longestTimerMs = 2 ** 31 - 1;
const wait = z.number().positive().max(longestTimerMs);

const schema = z.strictObject({
  sources: sourcesSchema,
  everyMs: wait.min(1_000).default(300_000),
  timeoutMs: wait.default(20_000),
  minimumBackoffMs: wait.default(10_000),
  maximumBackoffMs: wait.max(longestTimerMs / 2).default(3_600_000),
  weights: z.record(z.string(), z.number().positive()).default({}),
  instruments: z.record(z.string(), z.array(z.string().min(1))).default({}),
  sameStory: z.number().gt(0).max(1).default(defaultSameStory),
  storyWindowMs: z.number().positive().default(172_800_000),
  maximumAgeMs: z.number().positive().optional(),
  statusEveryMs: z.number().positive().default(3_600_000),
  clock: z.custom<Clock>((value) => hasMethods(value, 'nowMs', 'after'), 'expected a Clock').default(systemClock),
  random: z.custom<Random>((value) => hasMethods(value, 'uniform', 'split'), 'expected a Random').optional(),
});

export type PollSettings = z.output<typeof schema>;

/** @throws {InvalidOptionsError} an option is wrong or unknown, or a weight is of no source. */
export const readPollOptions = (
  sources: readonly Source[],
  options: PollSourcesOptions,
  what: string,
): PollSettings => {
  const settings = parseOptions(schema, { ...options, sources }, what);
  const ids = settings.sources.map(({ id }) => id);
  for (const id of Object.keys(settings.weights)) {
    if (ids.includes(id)) continue;
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `${what}: weights had ${JSON.stringify(id)}, which is no source.`,
      remedy: `Name one of ${ids.join(', ')}.`,
      context: { id },
    });
  }
  return settings;
};
