import { type Guard, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { stopAction } from './latch';
import { type ObservedState, observedLimit } from './observed-limit';

const schema = z.strictObject({
  limit: z.number(),
  count: z.int().positive().exactOptional(),
  maxSilenceMs: z.number().positive().exactOptional(),
  action: stopAction,
  name: z.string().min(1).default('sentiment-floor'),
});

export interface SentimentFloorOptions {
  /** Least sentiment, in the scale of whoever observes it. */
  readonly limit: number;
  /** How many observations in a row have to be beyond it. Defaults to 1. */
  readonly count?: number;
  /** How long there may be no observation. Left out: as long as it likes. */
  readonly maxSilenceMs?: number;
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** Defaults to `"sentiment-floor"`. */
  readonly name?: string;
}

/**
 * Stops the bot when sentiment falls below a limit.
 *
 * Listens to `{ type: 'observed', name: 'sentiment', value }`. The former Python SIGMAX paused below −0.3 on a scale from −1 to 1.
 *
 * - State, cost: those of {@link observedLimit}.
 *
 * @throws {InvalidOptionsError} `limit` or `action` is missing.
 * @example
 * ```ts
 * import { sentimentFloor } from '@sigmax/risk';
 * sentimentFloor({ limit: -0.3, action: 'pause' }).name; // => 'sentiment-floor'
 * ```
 */
export const sentimentFloor = (options: SentimentFloorOptions): Guard<ObservedState> => {
  const { limit, ...rest } = parseOptions(schema, options, 'sentimentFloor');
  return observedLimit({ observe: 'sentiment', limit, direction: 'below', ...rest });
};
