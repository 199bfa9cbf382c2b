import { type Guard, type OpenOrder, parseOptions, pass, type Side, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { exitCount } from './exit-count';

const count = z.int().positive().optional();

const schema = z
  .strictObject({
    limit: count,
    perInstrument: count,
    perSide: count,
    name: z.string().min(1).default('max-open-orders'),
  })
  .refine(
    ({ limit, perInstrument, perSide }) => (limit ?? perInstrument ?? perSide) !== undefined,
    'expected at least one of limit, perInstrument and perSide',
  );

export interface MaxOpenOrdersOptions {
  /** Most open orders of the bot. */
  readonly limit?: number;
  /** Most open orders of each instrument. */
  readonly perInstrument?: number;
  /** Most open orders of each side of each instrument. */
  readonly perSide?: number;
  /** Defaults to `"max-open-orders"`. */
  readonly name?: string;
}

/** Exits that wait for the first fill of their entry, by its client order id. Plain data, changed in place. */
export type WaitingExits = Record<
  string,
  { readonly instrumentId: string; readonly side: Side; readonly count: number }
>;

/**
 * Keeps the number of open orders at or below limits for the bot, for each instrument, and for each side of one.
 *
 * An order counts as one and each exit of its bracket as one more, on the other side: venues count them alike. Open are the
 * orders that may still fill and the exits that wait for their entry. An order beyond a limit is denied; what only
 * reduces a position passes, and counts.
 *
 * - State: {@link WaitingExits}.
 * - Cost: O(open orders) per order.
 * - Source: Binance spot filters MAX_NUM_ORDERS and MAX_NUM_ALGO_ORDERS, which reject what is beyond, stops too.
 *
 * @throws {InvalidOptionsError} no limit is given, or one is not a whole number above 0.
 * @see {@link orderToTradeRatio} for orders that come and go.
 * @example
 * ```ts
 * import { createBot, defineStrategy, orders, simulatedBroker } from '@sigmax/core';
 * import { flatBars } from '@sigmax/core/testing';
 * import { maxOpenOrders } from '@sigmax/risk';
 * const bid = { type: 'limit', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1, limitPrice: 90 } as const;
 * const bidder = defineStrategy({ name: 'bidder', start: () => () => orders([bid]) });
 * const bot = createBot({ strategy: bidder(), guards: [maxOpenOrders({ limit: 2 })], cash: { USDT: 1_000 } });
 * const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
 * bot.backtest({ market: flatBars({ bars: 5 }), broker }).deniedCount; // => 3
 * ```
 */
export const maxOpenOrders = (options: MaxOpenOrdersOptions): Guard<WaitingExits> => {
  const { name, ...rule } = parseOptions(schema, options, 'maxOpenOrders');
  const { limit = Infinity, perInstrument = Infinity, perSide = Infinity } = rule;
  return {
    name,
    options: rule,
    initial: {},
    update: (waiting, event) => {
      if (event.type === 'order-submitted') {
        const { clientOrderId, instrumentId, intent } = event;
        const exits = exitCount(intent);
        const side = intent.side === 'buy' ? 'sell' : 'buy';
        if (exits > 0) waiting[clientOrderId] = { instrumentId, side, count: exits };
      } else if (event.type === 'fill' || event.type === 'order-cancelled' || event.type === 'order-rejected') {
        // From its first fill on the portfolio shows the exits.
        delete waiting[event.clientOrderId];
      }
      return waiting;
    },
    check: (intent, portfolio, waiting): Verdict => {
      const { instrumentId, side } = intent;
      const { openOrders } = portfolio;
      const exits = exitCount(intent);
      let all = openOrders.length + 1 + exits;
      let own = 1 + exits;
      let same = 1;
      let opposite = exits;
      for (let place = 0; place < openOrders.length; place++) {
        const order = openOrders[place] as OpenOrder;
        if (order.instrumentId !== instrumentId) continue;
        own += 1;
        if (order.side === side) same += 1;
        else opposite += 1;
      }
      for (const entry in waiting) {
        const one = waiting[entry] as WaitingExits[string];
        all += one.count;
        if (one.instrumentId !== instrumentId) continue;
        own += one.count;
        if (one.side === side) same += one.count;
        else opposite += one.count;
      }
      const oneSide = exits > 0 ? Math.max(same, opposite) : same;
      if ((all <= limit && own <= perInstrument && oneSide <= perSide) || isReducing(intent, portfolio)) return pass;
      if (!(all <= limit)) return deny('ORDERS_ABOVE_LIMIT', limit, all);
      if (!(own <= perInstrument)) return deny('ORDERS_ABOVE_LIMIT', perInstrument, own);
      return deny('ORDERS_ABOVE_LIMIT', perSide, oneSide);
    },
  };
};
