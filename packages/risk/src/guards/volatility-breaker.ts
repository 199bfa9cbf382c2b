import { type Guard, type Portfolio, parseOptions, pass, type StopAction, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { reduceOnly } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { instrumentIds } from './instrument-option';
import { beyond, measure, settle, unwatched, type Watched } from './instrument-watch';
import { demanded, isRearmed, latched, stopAction, type Trip } from './latch';

const level = z.number().positive();
const bounds = { trip: level, reset: level.optional() };

const schema = z
  .strictObject({
    volatility: z
      .strictObject({ fastBars: z.int().positive(), slowBars: z.int().min(2), ...bounds })
      .refine(({ fastBars, slowBars }) => fastBars < slowBars, {
        path: ['fastBars'],
        message: 'expected fewer bars than slowBars',
      })
      .optional(),
    gap: z.strictObject(bounds).optional(),
    spread: z.strictObject(bounds).optional(),
    depth: z.strictObject(bounds).optional(),
    calmMs: z.number().positive().optional(),
    action: z.union([stopAction, z.literal('reduce-only')]),
    instruments: instrumentIds.optional(),
    name: z.string().min(1).default('volatility-breaker'),
  })
  .superRefine(({ action, calmMs, depth, ...rest }, context) => {
    const resets = action === 'reduce-only';
    const above = [rest.volatility, rest.gap, rest.spread].filter((one) => one !== undefined);
    const all = depth === undefined ? above : [...above, depth];
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (all.length === 0) fault('volatility', 'expected volatility, gap, spread, depth or some of them');
    if (resets !== (calmMs !== undefined) || all.some(({ reset }) => resets !== (reset !== undefined))) {
      fault('calmMs', "expected calmMs, and a reset for each trip, with action 'reduce-only' and only there");
    }
    if (above.some(({ trip, reset = trip }) => reset > trip) || (depth?.reset ?? Infinity) < (depth?.trip ?? 0)) {
      fault('reset', 'expected resets on the calm side of their trips');
    }
  });

/** A measure trips the breaker when it goes beyond `trip`, and is calm again when it is not beyond `reset`. */
export interface BreakerBounds {
  readonly trip: number;
  /** With `action: 'reduce-only'`, and only there: nearer to calm than `trip`, or equal to it. */
  readonly reset?: number;
}

export interface VolatilityBreakerOptions {
  /**
   * √(fast / slow) of exponentially weighted means of squared returns of closes: 3 is three times as volatile as usual.
   * `fastBars` and `slowBars` n weigh the last return with 2 / (n + 1). Known after `slowBars` returns.
   */
  readonly volatility?: BreakerBounds & { readonly fastBars: number; readonly slowBars: number };
  /** The furthest that a bar went from the close before it, as a fraction of that close. */
  readonly gap?: BreakerBounds;
  /** (ask − bid) / their mean. */
  readonly spread?: BreakerBounds;
  /** The smaller of bid · its quantity and ask · its quantity, in the reporting asset; trips below its bound. */
  readonly depth?: BreakerBounds;
  /** With `action: 'reduce-only'`, and only there: how long every measure has to be calm. */
  readonly calmMs?: number;
  /**
   * `reduce-only`: nothing but exits leaves in the instrument until it is calm. Otherwise a stop of the whole bot, which
   * stays until an operator re-arms it.
   */
  readonly action: StopAction | 'reduce-only';
  /** The instruments that are watched. Left out: all. */
  readonly instruments?: readonly string[];
  /** Defaults to `"volatility-breaker"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface BreakerState {
  watched: Record<string, Watched>;
  /** With a stop of the bot. */
  trip: Trip | undefined;
}

const watchedOf = (state: BreakerState, instrumentId: string): Watched => {
  state.watched[instrumentId] ??= unwatched();
  return state.watched[instrumentId];
};

/** Looks at what comes next: the bar that tripped it is not news. */
const begin = (state: BreakerState): void => {
  state.trip = undefined;
  for (const watched of Object.values(state.watched)) {
    watched.gap = undefined;
    watched.ratio = undefined;
    watched.isBroken = false;
  }
};

/**
 * Stops entries, or the bot, while a market is out of the ordinary.
 *
 * It compares up to four measures of each instrument with bounds: volatility against its own past, the gap of one bar,
 * spread, and depth. With `reduce-only` the instrument is closed to entries as soon as one is beyond its `trip`, and open
 * again when all were within their `reset` for `calmMs` without a break: what lies between trip and reset changes
 * nothing, so it does not flap. With a stop the bot waits for an operator's `rearm`.
 *
 * Without a quote of an instrument, spread and depth are not known, and nothing but exits leaves. What is not a number is
 * beyond every bound.
 *
 * - Units: `gap` and `spread` as fractions, `depth` in the reporting asset, `volatility` as a ratio, `calmMs` in event time.
 * - State: {@link BreakerState}.
 * - Cost: O(1) per bar; with spread or depth O(instruments) per snapshot.
 * - Source: exponentially weighted volatility, J.P. Morgan/Reuters 1996, "RiskMetrics Technical Document", with 2 / (n + 1)
 *   for 1 − λ. FIA 2024 asks for volatility controls; 10 October 2025 is why.
 *
 * @throws {InvalidOptionsError} no measure is given, a bound is out of range, or resets do not go with the action.
 * @example
 * ```ts
 * import { volatilityBreaker } from '@sigmax/risk';
 * import { bar, portfolioOf } from '@sigmax/core/testing';
 * const guard = volatilityBreaker({ gap: { trip: 0.05 }, action: 'pause' });
 * let state = guard.initial;
 * for (const [timeMs, close] of [[1, 100], [2, 105], [3, 98]] as const) {
 *   state = guard.update!(state, { type: 'snapshot', timeMs, bars: [bar({ timeMs, close })] }, portfolioOf({ timeMs }));
 * }
 * guard.intervene!(state, portfolioOf({}))?.code; // => 'GAP_ABOVE_LIMIT'
 * ```
 */
export const volatilityBreaker = (options: VolatilityBreakerOptions): Guard<BreakerState> => {
  const terms = parseOptions(schema, options, 'volatilityBreaker');
  const { name, ...rest } = terms;
  const { action, calmMs, spread, depth, instruments } = rest;
  const isAboutQuotes = spread !== undefined || depth !== undefined;
  const named = instruments === undefined ? undefined : new Set(instruments);
  const isNamed = (instrumentId: string): boolean => named === undefined || named.has(instrumentId);
  const look = (state: BreakerState, instrumentId: string, portfolio: Portfolio): void => {
    const watched = watchedOf(state, instrumentId);
    const quote = isAboutQuotes ? portfolio.quote(instrumentId) : undefined;
    const quoteValue = depth === undefined ? 1 : portfolio.quoteValue(instrumentId, Number.NaN);
    const found = beyond(watched, quote, quoteValue, terms, 'trip');
    if (calmMs === undefined) {
      state.trip ??= found;
      return;
    }
    const isKnown = !isAboutQuotes || quote !== undefined;
    const isCalm = isKnown && found === undefined && beyond(watched, quote, quoteValue, terms, 'reset') === undefined;
    settle(watched, found, isCalm, portfolio.timeMs, calmMs);
  };
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rest,
    initial: { watched: {}, trip: undefined },
    update: (state, event, portfolio) => {
      if (event.type === 'snapshot') {
        for (const bar of event.bars) {
          if (!isNamed(bar.instrumentId)) continue;
          measure(watchedOf(state, bar.instrumentId), bar, terms);
          if (!isAboutQuotes) look(state, bar.instrumentId, portfolio);
        }
        if (!isAboutQuotes) return state;
        for (const instrumentId of portfolio.instrumentIds) {
          if (isNamed(instrumentId)) look(state, instrumentId, portfolio);
        }
      } else if (isRearmed(event, name)) begin(state);
      return state;
    },
    check: (intent, portfolio, state): Verdict => {
      const { instrumentId } = intent;
      if (state.trip !== undefined) return latched(state.trip, intent, portfolio);
      if (!isNamed(instrumentId)) return pass;
      const trip = state.watched[instrumentId]?.trip;
      if (trip !== undefined) return latched(trip, intent, portfolio);
      const isBlind = isAboutQuotes && portfolio.quote(instrumentId) === undefined;
      if (!isBlind && isUsable(portfolio.price(instrumentId))) return pass;
      if (isReducing(intent, portfolio)) return pass;
      return reduceOnly(isBlind ? 'QUOTE_UNKNOWN' : 'PRICE_UNKNOWN', 0, 0);
    },
    ...(action === 'reduce-only' ? undefined : { intervene: ({ trip }: BreakerState) => demanded(trip, action) }),
  };
};
