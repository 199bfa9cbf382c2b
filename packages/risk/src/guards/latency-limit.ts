import { type Guard, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { stopAction } from './latch';
import { type ObservedState, observedLimit } from './observed-limit';

const schema = z.strictObject({
  limitMs: z.number().positive(),
  count: z.int().positive().exactOptional(),
  maxSilenceMs: z.number().positive().exactOptional(),
  action: stopAction,
  name: z.string().min(1).default('latency-limit'),
});

export interface LatencyLimitOptions {
  /** Longest time that an answer may take, in ms. */
  readonly limitMs: number;
  /** How many observations in a row have to be beyond it. Defaults to 1. */
  readonly count?: number;
  /** How long there may be no observation. Left out: as long as it likes. */
  readonly maxSilenceMs?: number;
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** Defaults to `"latency-limit"`. */
  readonly name?: string;
}

/**
 * Stops the bot when answers take too long, of a venue or of anything else it needs.
 *
 * Listens to `{ type: 'observed', name: 'latency', value }`, in ms. The notes of the former Python SIGMAX name 2 s.
 *
 * - State, cost: those of {@link observedLimit}.
 *
 * @throws {InvalidOptionsError} `limitMs` or `action` is missing.
 * @example
 * ```ts
 * import { latencyLimit } from '@sigmax/risk';
 * latencyLimit({ limitMs: 2_000, action: 'pause' }).name; // => 'latency-limit'
 * ```
 */
export const latencyLimit = (options: LatencyLimitOptions): Guard<ObservedState> => {
  const { limitMs: limit, ...rest } = parseOptions(schema, options, 'latencyLimit');
  return observedLimit({ observe: 'latency', limit, direction: 'above', ...rest });
};
