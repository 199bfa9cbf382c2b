import { type Guard, type Intervention, type Portfolio, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { type DenialCode, deny } from './denial-codes';
import { isReducing } from './is-reducing';

const schema = z.strictObject({
  limit: z.number().positive().lt(1),
  action: z.enum(['halt', 'flatten']),
  name: z.string().min(1).default('max-drawdown'),
});

export interface MaxDrawdownOptions {
  /** Largest fall of equity from its high-water mark, as a fraction of that mark: 0.15 is 15 %. */
  readonly limit: number;
  /** `halt`: cancel open orders and send nothing more; what is held stays held. `flatten`: also sell it. */
  readonly action: 'halt' | 'flatten';
  /** Defaults to `"max-drawdown"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface DrawdownState {
  /** Highest equity so far, scaled by deposits and withdrawals; 0 before there is any money. */
  peak: number;
  /** What came in and went out since the last snapshot, by asset, in units of it. */
  flows: Record<string, number>;
  /** Set once, and never taken back. */
  trip: { readonly code: DenialCode; readonly observed: number } | undefined;
}

/** Value of what came in, at the prices at which equity counts it: money that arrives in a fall has lost nothing yet. */
const worthOf = (flows: Readonly<Record<string, number>>, portfolio: Portfolio): number => {
  let value = 0;
  for (const asset in flows) value += (flows[asset] as number) * (portfolio.assetValue(asset) ?? Number.NaN);
  return value;
};

/** Looks at equity once a snapshot. Without a fall and a deposit it changes nothing but the mark. */
const look = (state: DrawdownState, portfolio: Portfolio, limit: number): void => {
  const { equity } = portfolio;
  const flow = worthOf(state.flows, portfolio);
  const before = equity - flow;
  if (before > state.peak) state.peak = before;
  if (state.peak === 0 && before === 0) {
    state.peak = equity;
    if (flow !== 0) state.flows = {};
    return;
  }
  const drawdown = (state.peak - before) / state.peak;
  if (!(drawdown <= limit)) {
    // What cannot be measured counts as the worst.
    state.trip = Number.isFinite(drawdown)
      ? { code: 'DRAWDOWN_ABOVE_LIMIT', observed: drawdown }
      : { code: 'EQUITY_UNKNOWN', observed: 1 };
  } else if (flow !== 0) {
    state.peak *= equity / before;
    state.flows = {};
  }
};

/**
 * Stops the bot when equity has fallen too far from its high-water mark.
 *
 * Drawdown = (highest equity so far − equity) / highest equity so far. A deposit or withdrawal scales the mark by the same
 * factor as equity, so it is neither a profit nor a loss: after 10 % of loss and a withdrawal of half the account the
 * drawdown is still 10 %. Once tripped it stays tripped, in saved state too, and denies every order that does not reduce a
 * position; only a new run begins afresh.
 *
 * The limit is a trigger and not a promise. It looks once a snapshot and after the fact: prices jump past it, and closing
 * what is held costs fees and slippage on top, at the next bar's open. Set it below what you can bear to lose.
 *
 * - Units: `limit` is a fraction of the mark, between 0 and 1.
 * - State: {@link DrawdownState}.
 * - Cost: O(1) per snapshot, no allocation until it trips.
 *
 * @throws {InvalidOptionsError} `limit` is missing or not between 0 and 1, or `action` is missing.
 * @example
 * ```ts
 * import { maxDrawdown } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = maxDrawdown({ limit: 0.15, action: 'flatten' });
 * let state = guard.initial;
 * for (const equity of [1_000, 800]) {
 *   state = guard.update!(state, { type: 'snapshot', timeMs: 0, bars: [] }, portfolioOf({ equity }));
 * }
 * guard.intervene!(state, portfolioOf({}))?.code; // => 'DRAWDOWN_ABOVE_LIMIT'
 * ```
 */
export const maxDrawdown = (options: MaxDrawdownOptions): Guard<DrawdownState> => {
  const { limit, action, name } = parseOptions(schema, options, 'maxDrawdown');
  return {
    name,
    options: { limit, action },
    initial: { peak: 0, flows: {}, trip: undefined },
    update: (state, event, portfolio) => {
      if (event.type === 'snapshot') {
        if (state.trip === undefined) look(state, portfolio, limit);
      } else if (event.type === 'cash-moved') {
        state.flows[event.asset] = (state.flows[event.asset] ?? 0) + event.amount;
      }
      return state;
    },
    check: (intent, portfolio, { trip }): Verdict =>
      trip === undefined || isReducing(intent, portfolio) ? pass : deny(trip.code, limit, trip.observed),
    intervene: ({ trip }): Intervention | undefined =>
      trip === undefined ? undefined : { action, code: trip.code, limit, observed: trip.observed },
  };
};
