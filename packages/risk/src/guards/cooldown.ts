import { type Fill, type Guard, type GuardEvent, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { reduceOnly } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { bookTrade, type OpenTrades } from './closed-trades';
import { instrumentIds } from './instrument-option';
import { isOpen, type OpenQuantities, settle } from './open-orders';

const schema = z
  .strictObject({
    afterExitMs: z.number().positive().optional(),
    afterStopLossMs: z.number().positive().optional(),
    instruments: instrumentIds.optional(),
    name: z.string().min(1).default('cooldown'),
  })
  .refine(({ afterExitMs, afterStopLossMs }) => afterExitMs !== undefined || afterStopLossMs !== undefined, {
    path: ['afterExitMs'],
    message: 'expected afterExitMs, afterStopLossMs or both',
  });

export interface CooldownOptions {
  /** How long after any exit of an instrument nothing enters it. */
  readonly afterExitMs?: number;
  /** How long after an exit by a stop order that lost money. The longer of the two counts. */
  readonly afterStopLossMs?: number;
  /** The instruments it is about. Left out: each one. */
  readonly instruments?: readonly string[];
  /** Defaults to `"cooldown"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface CooldownState {
  trades: OpenTrades;
  /** Open stop orders. */
  stops: OpenQuantities;
  /** Instruments whose open trade a stop has begun to close. */
  stopped: Record<string, true>;
  /** By instrument, when it was left and when it may be entered again. */
  locks: Record<string, { readonly sinceMs: number; readonly untilMs: number }>;
}

const isStop = (event: Extract<GuardEvent, { readonly type: 'order-submitted' }>): boolean =>
  event.orderType === 'stop' || event.orderType === 'stop-limit' || event.orderType === 'trailing-stop';

/**
 * Keeps a bot out of an instrument for a while after it has left it.
 *
 * An exit is the fill that ends a trade, flat to flat. It was a stop-loss when a stop, stop-limit or trailing-stop order
 * closed part of the trade and the trade lost money: a trailing stop that secured a profit is none. Exits always leave.
 *
 * - Units: ms of event time; an entry passes `…Ms` after the exit and not before. A clock that goes back makes it longer.
 * - State: {@link CooldownState}.
 * - Cost: O(1) per order and fill.
 * - Source: freqtrade's CooldownPeriod and StoplossGuard, by what they promise; #7170: fired on winners.
 *
 * @throws {InvalidOptionsError} neither time is given, or one is not above 0.
 * @example
 * ```ts
 * import { cooldown } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = cooldown({ afterExitMs: 60_000 });
 * const state = { trades: {}, stops: {}, stopped: {}, locks: { [id]: { sinceMs: 1_000, untilMs: 61_000 } } };
 * const entry = { type: 'market', instrumentId: id, side: 'buy', quantity: 1 } as const;
 * guard.check!(entry, portfolioOf({ timeMs: 60_999 }), state).type; // => 'reduce-only'
 * guard.check!(entry, portfolioOf({ timeMs: 61_000 }), state).type; // => 'pass'
 * ```
 */
export const cooldown = (options: CooldownOptions): Guard<CooldownState> => {
  const { name, ...rest } = parseOptions(schema, options, 'cooldown');
  const { afterExitMs = 0, afterStopLossMs = 0, instruments } = rest;
  const watched = instruments === undefined ? undefined : new Set(instruments);
  const lock = (state: CooldownState, { instrumentId, timeMs }: Fill, isLoss: boolean): void => {
    const isStopLoss = isLoss && state.stopped[instrumentId] === true;
    delete state.stopped[instrumentId];
    const forMs = isStopLoss ? Math.max(afterExitMs, afterStopLossMs) : afterExitMs;
    const untilMs = Math.max(timeMs + forMs, state.locks[instrumentId]?.untilMs ?? timeMs);
    if (forMs > 0) state.locks[instrumentId] = { sinceMs: timeMs, untilMs };
  };
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rest,
    initial: { trades: {}, stops: {}, stopped: {}, locks: {} },
    update: (state, event, portfolio) => {
      if (event.type === 'order-submitted') {
        if (isStop(event)) state.stops[event.clientOrderId] = event.quantity;
      } else if (event.type === 'fill') {
        const trade = bookTrade(state.trades, event, portfolio);
        const isOpening = trade === undefined && (event.side === 'buy') === event.positionAfter > 0;
        if (!isOpening && isOpen(state.stops, event.clientOrderId)) state.stopped[event.instrumentId] = true;
        if (trade !== undefined) lock(state, event, trade.isLoss);
      }
      settle(state.stops, event);
      return state;
    },
    check: (intent, portfolio, { locks }): Verdict => {
      const held = locks[intent.instrumentId];
      if (held === undefined || (watched !== undefined && !watched.has(intent.instrumentId))) return pass;
      if (portfolio.timeMs >= held.untilMs || isReducing(intent, portfolio)) return pass;
      return reduceOnly('COOLDOWN_RUNNING', held.untilMs - held.sinceMs, portfolio.timeMs - held.sinceMs);
    },
  };
};
