import { type Guard, type Portfolio, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { addFlow, type CashFlows, isWithoutFlows, worthOf } from './cash-flows';
import { demanded, isRearmed, latched, stopAction, type Trip, tripOf } from './latch';

const schema = z.strictObject({
  limit: z.number().positive().lt(1),
  action: stopAction,
  name: z.string().min(1).default('max-drawdown'),
});

export interface MaxDrawdownOptions {
  /** Largest fall of equity from its high-water mark, as a fraction of that mark: 0.15 is 15 %. */
  readonly limit: number;
  /**
   * `pause`: nothing leaves but what reduces a position. `halt`: cancel open orders and send nothing more; what is held
   * stays held. `cancel`: cancel its exits too. `flatten`: also sell it.
   */
  readonly action: StopAction;
  /** Defaults to `"max-drawdown"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface DrawdownState {
  /** Highest equity so far, scaled by deposits and withdrawals; 0 before there is any money. */
  peak: number;
  /** What came in and went out since the last snapshot, by asset, in units of it. */
  flows: CashFlows;
  /** Taken back by an operator alone. */
  trip: Trip | undefined;
}

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
      ? tripOf('DRAWDOWN_ABOVE_LIMIT', limit, drawdown)
      : tripOf('EQUITY_UNKNOWN', limit, 1);
  } else if (flow !== 0) {
    state.peak *= equity / before;
    state.flows = {};
  }
};

/** Begins a new mark where equity is now. Money whose arrival equity may not show yet waits for the next snapshot. */
const begin = (state: DrawdownState, equity: number): void => {
  state.trip = undefined;
  state.peak = isWithoutFlows(state.flows) && equity > 0 && equity < Infinity ? equity : 0;
};

/**
 * Stops the bot when equity has fallen too far from its high-water mark.
 *
 * Drawdown = (highest equity so far − equity) / highest equity so far. A deposit or withdrawal scales the mark by the same
 * factor as equity, so it is neither a profit nor a loss: after 10 % of loss and a withdrawal of half the account the
 * drawdown is still 10 %. Once tripped it stays tripped, in saved state too, whatever equity does, and lets out nothing
 * that does not reduce a position. An operator's `rearm` of its name begins a new mark at the equity of that moment.
 *
 * The limit is a trigger and not a promise. It looks once a snapshot and after the fact: prices jump past it, and closing
 * what is held costs fees and slippage on top, at the next bar's open. Set it below what you can bear to lose.
 *
 * - Units: `limit` is a fraction of the mark, between 0 and 1.
 * - State: {@link DrawdownState}.
 * - Cost: O(1) per snapshot, no allocation until it trips.
 * - Source: LEAN's MaximumDrawdownPercentPortfolio resets its mark when it fires and so can lose the limit again and again;
 *   freqtrade #8373 summed the ratios of trades. This one does neither.
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
        else if (!isWithoutFlows(state.flows)) state.flows = {};
      } else if (event.type === 'cash-moved') addFlow(state.flows, event);
      else if (isRearmed(event, name)) begin(state, portfolio.equity);
      return state;
    },
    check: (intent, portfolio, { trip }) => latched(trip, intent, portfolio),
    intervene: ({ trip }) => demanded(trip, action),
  };
};
