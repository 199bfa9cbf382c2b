import { type Guard, type Portfolio, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { instrumentIds } from './instrument-option';
import { demanded, isRearmed, latched, stopAction, type Trip, tripOf } from './latch';

const schema = z.strictObject({
  limit: z.number().positive().max(10, 'expected a fraction of equity: 0.6 is 60 %'),
  action: stopAction,
  instruments: instrumentIds.optional(),
  name: z.string().min(1).default('position-breach'),
});

export interface PositionBreachOptions {
  /** Largest position in one instrument, as a fraction of equity: 0.6 is 60 %. */
  readonly limit: number;
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** The instruments that are watched. Left out: each one. */
  readonly instruments?: readonly string[];
  /** Defaults to `"position-breach"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface BreachState {
  trip: Trip | undefined;
}

/**
 * Stops the bot when it holds more of an instrument than it may.
 *
 * Weight = |value of the position| / equity, once a snapshot. Limits on orders keep a position from being made too large;
 * this one sees what they cannot: a price that rises, a fill that should not have been, an account that someone else uses.
 *
 * - Units: `limit` is a fraction of equity.
 * - State: {@link BreachState}.
 * - Cost: O(instruments) per snapshot.
 * - Source: the notes of the former Python SIGMAX name a position limit among the triggers.
 *
 * @throws {InvalidOptionsError} `limit` is missing or out of range, or `action` is missing.
 * @see `maxWeight` for the limit on orders.
 * @example
 * ```ts
 * import { positionBreach } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = positionBreach({ limit: 0.6, action: 'pause' });
 * const portfolio = portfolioOf({ cash: { USDT: 300 }, price: { [id]: 100 }, quantity: { [id]: 7 } });
 * const state = guard.update!(guard.initial, { type: 'snapshot', timeMs: 0, bars: [] }, portfolio);
 * guard.intervene!(state, portfolio)?.observed; // => 0.7
 * ```
 */
export const positionBreach = (options: PositionBreachOptions): Guard<BreachState> => {
  const { name, ...rest } = parseOptions(schema, options, 'positionBreach');
  const { limit, action, instruments } = rest;
  const look = (state: BreachState, portfolio: Portfolio): void => {
    for (const instrumentId of instruments ?? portfolio.instrumentIds) {
      const weight = Math.abs(portfolio.weight(instrumentId));
      if (!(weight <= limit)) state.trip ??= tripOf('WEIGHT_ABOVE_LIMIT', limit, weight);
    }
  };
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rest,
    initial: { trip: undefined },
    update: (state, event, portfolio) => {
      if (event.type === 'snapshot') look(state, portfolio);
      else if (isRearmed(event, name)) state.trip = undefined;
      return state;
    },
    check: (intent, portfolio, { trip }) => latched(trip, intent, portfolio),
    intervene: ({ trip }) => demanded(trip, action),
  };
};
