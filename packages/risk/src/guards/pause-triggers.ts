import { type Guard, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { apiErrors } from './api-errors';
import { heartbeat } from './heartbeat';
import { stopAction } from './latch';
import { latencyLimit } from './latency-limit';
import { lossStreak } from './loss-streak';
import { maxDrawdown } from './max-drawdown';
import { type MaxLossOptions, maxLoss } from './max-loss';
import { maxSlippage } from './max-slippage';
import { memoryLimit } from './memory-limit';
import { type MinLiquidityOptions, minLiquidity } from './min-liquidity';
import { positionBreach } from './position-breach';
import { privacyBreach } from './privacy-breach';
import { sentimentFloor } from './sentiment-floor';
import { type VolatilityBreakerOptions, volatilityBreaker } from './volatility-breaker';

/** Each guard checks its own numbers; here only the names are. */
const given = z.unknown().optional();

const schema = z
  .strictObject({
    losses: given,
    dailyLoss: given,
    drawdown: given,
    position: given,
    slippage: given,
    apiErrorsPerMinute: given,
    sentiment: given,
    privacyBreach: z.literal(true).optional(),
    heartbeatMs: given,
    memoryBytes: given,
    latencyMs: given,
    volatility: given,
    liquidity: given,
    action: stopAction.default('pause'),
  })
  .refine(({ action: _, ...triggers }) => Object.values(triggers).some((one) => one !== undefined), {
    message: 'expected at least one trigger',
  });

export interface PauseTriggersOptions {
  /** {@link lossStreak}: this many losing trades in a row. */
  readonly losses?: number;
  /** {@link maxLoss}: lost since 00:00 UTC. */
  readonly dailyLoss?: MaxLossOptions['limit'];
  /** {@link maxDrawdown}: fallen from the highest equity, as a fraction of it. */
  readonly drawdown?: number;
  /** {@link positionBreach}: held of one instrument, as a fraction of equity. */
  readonly position?: number;
  /** {@link maxSlippage}: lost to slippage, as a fraction of a fill. */
  readonly slippage?: number;
  /** {@link apiErrors}: errors within a minute. */
  readonly apiErrorsPerMinute?: number;
  /** {@link sentimentFloor}: least sentiment. */
  readonly sentiment?: number;
  /** {@link privacyBreach}: a breach. */
  readonly privacyBreach?: true;
  /** {@link heartbeat}: without one for so long. */
  readonly heartbeatMs?: number;
  /** {@link memoryLimit}: used by the process. */
  readonly memoryBytes?: number;
  /** {@link latencyLimit}: until an answer. */
  readonly latencyMs?: number;
  /** {@link volatilityBreaker}: measures with their `trip`. */
  readonly volatility?: Pick<VolatilityBreakerOptions, 'volatility' | 'gap' | 'spread' | 'depth'>;
  /** {@link minLiquidity}: least volume and depth. */
  readonly liquidity?: Pick<MinLiquidityOptions, 'volume' | 'depth'>;
  /** How each of them stops the bot until an operator re-arms it. Defaults to `pause`. */
  readonly action?: StopAction;
}

/**
 * Makes the guards that pause a bot by themselves, one for each trigger that is given, under their usual names.
 *
 * Each is latched, keeps its trip in saved state, is told as `bot-halted` and waits for an operator's `rearm` of its name.
 * The last trigger needs no guard: the control `pause` is the operator's own, re-armed as `operator`.
 *
 * No trigger has a default. The example has the figures of the former Python SIGMAX, from its code for the first six and
 * from its notes for the others.
 *
 * @throws {InvalidOptionsError} no trigger is given, or one is out of range.
 * @example
 * ```ts
 * import { pauseTriggers } from '@sigmax/risk';
 * const guards = pauseTriggers({
 *   losses: 3,
 *   apiErrorsPerMinute: 5,
 *   sentiment: -0.3,
 *   slippage: 0.01,
 *   dailyLoss: { amount: 10 },
 *   privacyBreach: true,
 *   drawdown: 0.05,
 *   heartbeatMs: 30_000,
 *   memoryBytes: 8 * 2 ** 30,
 *   latencyMs: 2_000,
 *   volatility: { volatility: { fastBars: 6, slowBars: 336, trip: 2 } },
 * });
 * guards.length; // => 11
 * guards[0]?.options; // => { losses: 3, action: 'pause' }
 * ```
 */
export const pauseTriggers = (options: PauseTriggersOptions): Guard[] => {
  const { action } = parseOptions(schema, options, 'pauseTriggers');
  const guards: Guard[] = [];
  const add = <Value>(value: Value | undefined, make: (value: Value) => Guard): void => {
    if (value !== undefined) guards.push(make(value));
  };
  add(options.losses, (losses) => lossStreak({ losses, action }));
  add(options.dailyLoss, (limit) => maxLoss({ limit, period: 'day', action }));
  add(options.drawdown, (limit) => maxDrawdown({ limit, action }));
  add(options.position, (limit) => positionBreach({ limit, action }));
  add(options.slippage, (limit) => maxSlippage({ limit, action }));
  add(options.apiErrorsPerMinute, (perMinute) => apiErrors({ perMinute, action }));
  add(options.sentiment, (limit) => sentimentFloor({ limit, action }));
  add(options.privacyBreach, () => privacyBreach({ action }));
  add(options.heartbeatMs, (maxSilenceMs) => heartbeat({ maxSilenceMs, action }));
  add(options.memoryBytes, (limitBytes) => memoryLimit({ limitBytes, action }));
  add(options.latencyMs, (limitMs) => latencyLimit({ limitMs, action }));
  add(options.volatility, (measures) => volatilityBreaker({ ...measures, action }));
  add(options.liquidity, (limits) => minLiquidity({ ...limits, action }));
  return guards;
};
