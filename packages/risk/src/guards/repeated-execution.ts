import { type Guard, type GuardEvent, type Portfolio, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { bookTrade, type OpenTrades } from './closed-trades';
import { demanded, isRearmed, latched, stopAction, type Trip, tripOf } from './latch';
import { addTime, emptyRing, fitRing, nthLatest, type TimeRing } from './time-ring';

const count = z.int().positive().max(1_000_000);

const schema = z
  .strictObject({
    entries: count.optional(),
    cycles: count.optional(),
    windowMs: z.number().positive(),
    action: stopAction,
    name: z.string().min(1).default('repeated-execution'),
  })
  .refine(({ entries, cycles }) => entries !== undefined || cycles !== undefined, {
    path: ['entries'],
    message: 'expected entries, cycles or both',
  });

export interface RepeatedExecutionOptions {
  /** How many entries to one side within the window are the last: they leave, and then the bot stops. */
  readonly entries?: number;
  /** How many trades opened and closed within the window are the last. */
  readonly cycles?: number;
  readonly windowMs: number;
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** Defaults to `"repeated-execution"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface RepetitionState {
  /** When entries left, by side. */
  buy: TimeRing;
  sell: TimeRing;
  /** When trades closed. */
  cycles: TimeRing;
  trades: OpenTrades;
  trip: Trip | undefined;
}

/** An order that has left counts among the open ones already. */
const isEntry = (
  { intent, instrumentId, side }: Extract<GuardEvent, { readonly type: 'order-submitted' }>,
  portfolio: Portfolio,
): boolean => {
  if (intent.reduceOnly === true) return false;
  if (side === 'buy') return true;
  const held = portfolio.quantity(instrumentId);
  return !(held > 0 && -portfolio.pendingQuantity(instrumentId, side) <= held);
};

/** Adds a time, and says whether the ring is now full of the window. */
const isFull = (ring: TimeRing, limit: number, windowMs: number, timeMs: number): boolean => {
  fitRing(ring, limit);
  addTime(ring, limit, timeMs);
  const first = nthLatest(ring, limit, limit);
  return !(nthLatest(ring, limit, 1) - first >= windowMs);
};

/**
 * Disables a bot that does the same thing again and again, until a named person enables it.
 *
 * Counts the entries to each side that left in (now − windowMs, now], and the trades, flat to flat, that closed in it. The
 * `entries`-th and the `cycles`-th trip it: they still happen and nothing after them does but exits, in the same moment
 * already, and then the bot stops. An operator's `rearm` of its name, which says who and why, begins a new count.
 *
 * Entries in several instruments add up, since a strategy that runs wild does so anywhere; `per('instrument', …)` counts
 * each for itself, which a portfolio needs that buys many at once.
 *
 * - Units: ms of event time; a clock that goes back makes nothing older.
 * - State: {@link RepetitionState}.
 * - Cost: O(1) per order and fill.
 * - Source: Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15, repeated automated execution throttles; Knight
 *   Capital, 1 August 2012, which had none.
 *
 * @throws {InvalidOptionsError} neither `entries` nor `cycles` is given, or `windowMs` or `action` is missing.
 * @example
 * ```ts
 * import { repeatedExecution } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = repeatedExecution({ entries: 2, windowMs: 1_000, action: 'halt' });
 * const order = { instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1 } as const;
 * const intent = { type: 'market', ...order } as const;
 * let state = guard.initial;
 * for (const timeMs of [0, 999]) {
 *   const sent = { type: 'order-submitted', timeMs, clientOrderId: 'a-1', orderType: 'market', intent, ...order } as const;
 *   state = guard.update!(state, sent, portfolioOf({}));
 * }
 * guard.intervene!(state, portfolioOf({})); // => { action: 'halt', code: 'ENTRIES_REPEATED', limit: 2, observed: 2 }
 * ```
 */
export const repeatedExecution = (options: RepeatedExecutionOptions): Guard<RepetitionState> => {
  const { name, ...rest } = parseOptions(schema, options, 'repeatedExecution');
  const { entries, cycles, windowMs, action } = rest;
  return {
    name,
    options: rest,
    initial: { buy: emptyRing(), sell: emptyRing(), cycles: emptyRing(), trades: {}, trip: undefined },
    update: (state, event, portfolio) => {
      if (event.type === 'order-submitted' && entries !== undefined && isEntry(event, portfolio)) {
        const { timeMs, side } = event;
        if (isFull(state[side], entries, windowMs, timeMs)) state.trip ??= tripOf('ENTRIES_REPEATED', entries, entries);
      } else if (event.type === 'fill' && cycles !== undefined) {
        const isClosed = bookTrade(state.trades, event, portfolio) !== undefined;
        if (isClosed && isFull(state.cycles, cycles, windowMs, event.timeMs)) {
          state.trip ??= tripOf('CYCLES_REPEATED', cycles, cycles);
        }
      } else if (isRearmed(event, name)) {
        state.buy = emptyRing();
        state.sell = emptyRing();
        state.cycles = emptyRing();
        state.trip = undefined;
      }
      return state;
    },
    check: (intent, portfolio, { trip }) => latched(trip, intent, portfolio),
    intervene: ({ trip }) => demanded(trip, action),
  };
};
