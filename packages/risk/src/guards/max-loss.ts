import { type Guard, type Portfolio, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { addFlow, type CashFlows, isWithoutFlows, worthOf } from './cash-flows';
import { demanded, isRearmed, latched, stopAction, type Trip, tripOf } from './latch';

const schema = z
  .strictObject({
    limit: z.union(
      [z.strictObject({ fraction: z.number().positive().lt(1) }), z.strictObject({ amount: z.number().positive() })],
      'expected { fraction }, of equity and below 1, or { amount }, in the reporting asset',
    ),
    period: z.union(
      [z.enum(['day', 'week']), z.strictObject({ hours: z.number().positive().max(8_784) })],
      "expected 'day', 'week' or { hours }",
    ),
    boundaryMinutes: z.int().min(-10_080).max(10_080).default(0),
    action: z.union([stopAction, z.literal('reduce-only')]),
    resets: z.literal('next-period').optional(),
    name: z.string().min(1).default('max-loss'),
  })
  .refine(({ action, resets }) => (action === 'reduce-only') === (resets === 'next-period'), {
    path: ['resets'],
    message:
      "expected 'next-period' with action 'reduce-only' and only there: a bot that was stopped waits for a rearm",
  });

export interface MaxLossOptions {
  /** Largest loss since the period began: a fraction of the equity at its start, or an amount of the reporting asset. */
  readonly limit: { readonly fraction: number } | { readonly amount: number };
  /** A day or a week that begins at 00:00 UTC (on Monday), or so many hours counted from 1970-01-01 00:00 UTC. */
  readonly period: 'day' | 'week' | { readonly hours: number };
  /** Minutes after that at which the period begins; negative is before. Defaults to 0. */
  readonly boundaryMinutes?: number;
  /**
   * A stop of the bot, which stays until an operator re-arms it; or `reduce-only`, which lets exits out and nothing else
   * and ends with the period. What the stops do: see `StopAction`.
   */
  readonly action: StopAction | 'reduce-only';
  /** Belongs to `reduce-only`: trade again in the next period, once no position is under water. */
  readonly resets?: 'next-period';
  /** Defaults to `"max-loss"`; a second limit, for another period, needs a name of its own. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface LossState {
  /** The latest period that was seen; `undefined` before the first snapshot. */
  period: number | undefined;
  /** Equity when that period began, carried over deposits and withdrawals. */
  start: number;
  /** Equity at the last snapshot. */
  last: number;
  /** What came in and went out since then, by asset, in units of it. */
  flows: CashFlows;
  trip: Trip | undefined;
}

interface Terms {
  readonly limit: number;
  readonly isFraction: boolean;
  readonly lengthMs: number;
  readonly offsetMs: number;
  readonly resets: boolean;
}

const hourMs = 3_600_000;

/** The first day of the epoch was a Thursday: Monday came four days later. */
const mondayMs = 96 * hourMs;

const termsOf = ({ limit, period, boundaryMinutes, resets }: z.output<typeof schema>): Terms => {
  const hours = period === 'day' ? 24 : period === 'week' ? 168 : period.hours;
  return {
    limit: 'fraction' in limit ? limit.fraction : limit.amount,
    isFraction: 'fraction' in limit,
    lengthMs: hours * hourMs,
    offsetMs: boundaryMinutes * 60_000 + (period === 'week' ? mondayMs : 0),
    resets: resets !== undefined,
  };
};

/** A bar is stamped with its close, so what closes on the boundary belongs to the period that ends there. */
const periodOf = (timeMs: number, { lengthMs, offsetMs }: Terms): number =>
  Math.ceil((timeMs - offsetMs) / lengthMs) - 1;

const isUnderWater = (portfolio: Portfolio): boolean => {
  for (const instrumentId of portfolio.instrumentIds) {
    if (!(portfolio.unrealisedPnl(instrumentId) >= 0)) return true;
  }
  return false;
};

/** Begins afresh where equity is now. */
const begin = (state: LossState, period: number, equity: number): void => {
  state.trip = undefined;
  state.period = period;
  state.start = equity;
  state.last = equity;
};

const look = (state: LossState, portfolio: Portfolio, terms: Terms): void => {
  const { equity } = portfolio;
  const flow = worthOf(state.flows, portfolio);
  const before = equity - flow;
  const period = periodOf(portfolio.timeMs, terms);
  // What cannot be measured counts as the worst.
  if (!(Number.isFinite(before) && Number.isFinite(period))) {
    state.trip = tripOf('EQUITY_UNKNOWN', terms.limit, 0);
    if (Number.isFinite(period)) state.period ??= period;
    return;
  }
  if (state.period === undefined) begin(state, period, before);
  else if (period > state.period) {
    state.period = period;
    // Not the present equity: what was lost on the way here was lost in this period.
    state.start = state.last;
  }
  if (state.start === 0 && before > 0) state.start = before;
  const loss = state.start - before;
  const observed = loss === 0 || !terms.isFraction ? loss : loss / state.start;
  if (!(observed <= terms.limit && (state.start >= 0 || !terms.isFraction))) {
    state.trip = Number.isFinite(observed)
      ? tripOf('LOSS_ABOVE_LIMIT', terms.limit, observed)
      : tripOf('EQUITY_UNKNOWN', terms.limit, 0);
  }
  if (flow !== 0) {
    // As a fraction of equity a withdrawal takes its share of the loss with it; as an amount it does not.
    if (!terms.isFraction) state.start += flow;
    else state.start = before === 0 ? equity : state.start * (equity / before);
  }
  if (!isWithoutFlows(state.flows)) state.flows = {};
  state.last = equity;
};

/** While it is tripped only the time counts, and whether the positions have recovered. */
const wait = (state: LossState, portfolio: Portfolio, terms: Terms): void => {
  if (!isWithoutFlows(state.flows)) state.flows = {};
  const period = periodOf(portfolio.timeMs, terms);
  if (!terms.resets || !(period > (state.period ?? period)) || isUnderWater(portfolio)) return;
  if (Number.isFinite(portfolio.equity)) begin(state, period, portfolio.equity);
};

const rearm = (state: LossState, portfolio: Portfolio, terms: Terms): void => {
  const { equity, timeMs } = portfolio;
  const period = periodOf(timeMs, terms);
  begin(state, Math.max(period, state.period ?? period), Number.isFinite(equity) ? equity : 0);
  // Money whose arrival equity may not show yet, or an equity that is none, waits for the next snapshot.
  if (!isWithoutFlows(state.flows) || !Number.isFinite(equity + period)) state.period = undefined;
};

/**
 * Stops the bot when it has lost too much within a day, a week or some hours.
 *
 * Loss = equity when the period began − equity now, as a fraction of the former or as an amount. Equity holds unrealised
 * profit, fees and funding; deposits and withdrawals are neither loss nor profit. A period begins with the equity of the
 * last snapshot at or before its boundary, so a loss over the boundary counts in the new period.
 *
 * Once tripped it stays tripped: over a restart with saved state, a clock that jumps, and the end of the period, until an
 * operator's `rearm` of its name begins afresh at the equity of that moment. With `action: 'reduce-only', resets:
 * 'next-period'` the first snapshot of a later period at which no position has an unrealised loss does the same. A clock
 * that goes back begins no period.
 *
 * The limit is a trigger and not a promise: it looks once a snapshot and after the fact.
 *
 * - Units: `limit.fraction` of equity, `limit.amount` in the reporting asset.
 * - State: {@link LossState}.
 * - Cost: O(1) per snapshot; O(instruments) while it waits for the next period.
 * - Source: FIA 2024, "Best Practices for Automated Trading Risk Controls and System Safeguards". Loss limits that NaN or
 *   midnight lifted: Helios-x #23, chrisleekr/binance-trading-bot #777.
 *
 * @throws {InvalidOptionsError} `limit`, `period` or `action` is missing or out of range, or `resets` does not go with it.
 * @example
 * ```ts
 * import { maxLoss } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = maxLoss({ limit: { fraction: 0.05 }, period: 'day', action: 'pause' });
 * let state = guard.initial;
 * for (const [hour, equity] of [[1, 1_000], [2, 949], [30, 1_200]] as const) {
 *   const timeMs = hour * 3_600_000;
 *   state = guard.update!(state, { type: 'snapshot', timeMs, bars: [] }, portfolioOf({ equity, timeMs }));
 * }
 * guard.intervene!(state, portfolioOf({}))?.observed; // => 0.051
 * ```
 */
export const maxLoss = (options: MaxLossOptions): Guard<LossState> => {
  const parsed = parseOptions(schema, options, 'maxLoss');
  const { name, ...rest } = parsed;
  const { action } = rest;
  const terms = termsOf(parsed);
  return {
    name,
    options: rest,
    initial: { period: undefined, start: 0, last: 0, flows: {}, trip: undefined },
    update: (state, event, portfolio) => {
      if (event.type === 'snapshot') {
        if (state.trip === undefined) look(state, portfolio, terms);
        else wait(state, portfolio, terms);
      } else if (event.type === 'cash-moved') addFlow(state.flows, event);
      else if (isRearmed(event, name)) rearm(state, portfolio, terms);
      return state;
    },
    check: (intent, portfolio, { trip }) => latched(trip, intent, portfolio),
    ...(action === 'reduce-only' ? undefined : { intervene: ({ trip }: LossState) => demanded(trip, action) }),
  };
};
