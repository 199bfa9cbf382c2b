import { type Guard, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { stopAction } from './latch';
import { type ObservedState, observedLimit } from './observed-limit';

const schema = z.strictObject({
  maxSilenceMs: z.number().positive(),
  action: stopAction,
  name: z.string().min(1).default('heartbeat'),
});

export interface HeartbeatOptions {
  /** How long there may be no heartbeat, in ms. */
  readonly maxSilenceMs: number;
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** Defaults to `"heartbeat"`. */
  readonly name?: string;
}

/**
 * Stops the bot when whoever watches over it is not heard of any more.
 *
 * Listens to `{ type: 'observed', name: 'heartbeat', value }`, where `value` is any finite number, a count or a time. It
 * looks once a snapshot: a bot without a market is no one's to stop but the broker's. The notes of the former Python SIGMAX
 * name 30 s. A backtest has no heartbeat but those in its `controls`, and is stopped without them.
 *
 * - State, cost: those of {@link observedLimit}.
 *
 * @throws {InvalidOptionsError} `maxSilenceMs` or `action` is missing.
 * @example
 * ```ts
 * import { heartbeat } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = heartbeat({ maxSilenceMs: 30_000, action: 'pause' });
 * let state = guard.initial;
 * for (const timeMs of [0, 30_001]) {
 *   state = guard.update!(state, { type: 'snapshot', timeMs, bars: [] }, portfolioOf({ timeMs }));
 * }
 * guard.intervene!(state, portfolioOf({}))?.code; // => 'OBSERVED_STALE'
 * ```
 */
export const heartbeat = (options: HeartbeatOptions): Guard<ObservedState> =>
  observedLimit({ observe: 'heartbeat', ...parseOptions(schema, options, 'heartbeat') });
