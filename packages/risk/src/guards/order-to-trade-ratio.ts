import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { exitCount } from './exit-count';

const schema = z.strictObject({
  limit: z.number().min(1).max(1_000_000),
  grace: z.int().nonnegative(),
  windowMs: z.number().positive(),
  name: z.string().min(1).default('order-to-trade-ratio'),
});

export interface OrderToTradeRatioOptions {
  /** Most messages for each fill, at least 1. */
  readonly limit: number;
  /** Messages within the window that need no fill: a bot that has just begun has none. */
  readonly grace: number;
  /** How far back messages and fills count. */
  readonly windowMs: number;
  /** Defaults to `"order-to-trade-ratio"`. */
  readonly name?: string;
}

/** Times within the window, oldest first. Plain data, changed in place. */
export interface MessageState {
  readonly messages: number[];
  readonly fills: number[];
}

/** A clock that went back does not make anything older than what came before. */
const add = (times: number[], timeMs: number): void => {
  const latest = times.at(-1);
  times.push(latest !== undefined && !(timeMs > latest) ? latest : timeMs);
};

const forget = (times: number[], sinceMs: number): void => {
  let old = 0;
  while (old < times.length && (times[old] as number) <= sinceMs) old += 1;
  if (old > 0) times.splice(0, old);
};

/** Whatever is not known to be old counts as a message. */
const countMessages = (times: readonly number[], sinceMs: number): number => {
  let old = 0;
  while (old < times.length && (times[old] as number) <= sinceMs) old += 1;
  return times.length - old;
};

/** Only what is known to be recent counts as a fill. */
const countFills = (times: readonly number[], sinceMs: number): number => {
  let count = 0;
  while (count < times.length && (times[times.length - 1 - count] as number) > sinceMs) count += 1;
  return count;
};

/**
 * Keeps the number of messages for each fill at or below a limit: a bot that orders and cancels without ever trading
 * burdens its venue, and is soon cut off.
 *
 * An order passes when messages ≤ grace or messages ≤ limit · fills, both within (now − windowMs, now], its own messages
 * among them: itself and the exits of its bracket. Messages are orders that left and cancellations that the bot asked for;
 * each execution is a fill, partial ones too. What only reduces a position passes, and counts.
 *
 * - State: {@link MessageState}, the times within the window.
 * - Cost: O(events that have left the window since the last moment) per order.
 * - Source: Commission Delegated Regulation (EU) 2017/566 (RTS 9), ratio of unexecuted orders to transactions; a submission
 *   and a deletion count one each, as in its annex.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @see {@link maxOpenOrders} for orders that stay.
 * @example
 * ```ts
 * import { createBot, defineStrategy, orders, simulatedBroker } from '@sigmax/core';
 * import { flatBars } from '@sigmax/core/testing';
 * import { orderToTradeRatio } from '@sigmax/risk';
 * const bid = { type: 'limit', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1, limitPrice: 90 } as const;
 * const flicker = defineStrategy({ name: 'flicker', start: () => () => orders([bid], { cancel: 'all' }) });
 * const guards = [orderToTradeRatio({ limit: 10, grace: 6, windowMs: 86_400_000 })];
 * const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
 * const bot = createBot({ strategy: flicker(), guards, cash: { USDT: 1_000 } });
 * // An order, then a cancellation and an order, and again; the seventh message would be one too many.
 * bot.backtest({ market: flatBars({ bars: 5 }), broker }).deniedCount; // => 2
 * ```
 */
export const orderToTradeRatio = (options: OrderToTradeRatioOptions): Guard<MessageState> => {
  const { name, ...rule } = parseOptions(schema, options, 'orderToTradeRatio');
  const { limit, grace, windowMs } = rule;
  return {
    name,
    options: rule,
    initial: { messages: [], fills: [] },
    update: (state, event) => {
      const isMessage =
        event.type === 'order-submitted' ||
        (event.type === 'order-cancelled' && (event.reason === 'requested' || event.reason === 'halted'));
      if (isMessage) add(state.messages, event.timeMs);
      if (event.type === 'fill') add(state.fills, event.timeMs);
      if (event.type === 'snapshot') {
        forget(state.messages, event.timeMs - windowMs);
        forget(state.fills, event.timeMs - windowMs);
      }
      return state;
    },
    check: (intent, portfolio, { messages, fills }): Verdict => {
      const sinceMs = portfolio.timeMs - windowMs;
      const sent = countMessages(messages, sinceMs) + 1 + exitCount(intent);
      const filled = countFills(fills, sinceMs);
      if (sent <= grace || sent <= limit * filled || isReducing(intent, portfolio)) return pass;
      return deny('RATIO_ABOVE_LIMIT', limit, sent / Math.max(1, filled));
    },
  };
};
