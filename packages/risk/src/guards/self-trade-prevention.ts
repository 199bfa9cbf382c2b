import {
  type Guard,
  type OpenOrder,
  type OrderIntent,
  type Portfolio,
  parseOptions,
  pass,
  type Verdict,
} from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isTriggered } from './stop-trigger';

const schema = z.strictObject({
  marketReach: z.number().min(0).lt(1, 'expected a fraction of the price: 0.02 is 2 %').optional(),
  name: z.string().min(1).default('self-trade-prevention'),
});

export interface SelfTradePreventionOptions {
  /**
   * How far from the last price a market order is taken to reach where the book does not tell, as a fraction: 0.02 is 2 %.
   * Left out: any price.
   */
  readonly marketReach?: number;
  /** Defaults to `"self-trade-prevention"`. */
  readonly name?: string;
}

/** The price at which an open order may stand in the book; `undefined` when it stands nowhere. */
const restingPrice = (order: OpenOrder, last: number | undefined): number | undefined => {
  if (order.type === 'limit') return order.limitPrice;
  if (order.type !== 'stop-limit' || order.stopPrice === undefined || last === undefined) return undefined;
  return isTriggered(order.side, order.stopPrice, last) ? order.limitPrice : undefined;
};

/** The furthest price that a market order may reach. */
const reachOf = (intent: OrderIntent, portfolio: Portfolio, marketReach: number | undefined): number => {
  const { instrumentId, side, quantity } = intent;
  const sweep = portfolio.sweepPrice(instrumentId, side, quantity);
  if (sweep !== undefined) return sweep;
  if (marketReach === undefined) return side === 'buy' ? Number.POSITIVE_INFINITY : 0;
  const last = portfolio.price(instrumentId, Number.NaN);
  return last * (side === 'buy' ? 1 + marketReach : 1 - marketReach);
};

/** The furthest price that an order may take at once; `undefined` for a stop that waits. */
const takingPrice = (
  intent: OrderIntent,
  portfolio: Portfolio,
  marketReach: number | undefined,
): number | undefined => {
  switch (intent.type) {
    case 'limit':
      return intent.limitPrice;
    case 'market':
      return reachOf(intent, portfolio, marketReach);
    case 'trailing-stop':
      return undefined;
    case 'stop':
    case 'stop-limit': {
      const last = portfolio.price(intent.instrumentId);
      if (last === undefined || !isTriggered(intent.side, intent.stopPrice, last)) return undefined;
      return intent.type === 'stop' ? reachOf(intent, portfolio, marketReach) : intent.limitPrice;
    }
  }
};

/**
 * Denies an order that could trade with an open order of the same bot: such a trade moves nothing but fees, and markets
 * forbid it. The newer order is denied; to make room for it, cancel the older one in the same decision.
 *
 * A limit order meets every own limit order of the other side at its price or better. A market order meets those up to
 * the price that it would reach in the book or, where the book does not tell, up to last price · (1 ± marketReach). A stop
 * counts as what follows it from the moment the last price has reached it; one that waits is in no book and passes, and
 * nobody is asked when it is triggered later. Market orders never wait, so they are not met.
 *
 * Exits are denied like any other order: a trade with oneself closes nothing. Those of a bracket are not looked at.
 *
 * - State: none.
 * - Cost: O(open orders) per order.
 * - Source: Regulation (EU) 596/2014 (MAR), Art. 12, wash trades; the mode cancel-newest of venues.
 *
 * @throws {InvalidOptionsError} `marketReach` is not a fraction below 1.
 * @example
 * ```ts
 * import { createBot, defineStrategy, orders, simulatedBroker } from '@sigmax/core';
 * import { flatBars } from '@sigmax/core/testing';
 * import { selfTradePrevention } from '@sigmax/risk';
 * const id = 'demo:BTC/USDT';
 * const bid = { type: 'limit', instrumentId: id, side: 'buy', quantity: 1, limitPrice: 99 } as const;
 * const crossing = { type: 'limit', instrumentId: id, side: 'sell', quantity: 1, limitPrice: 98 } as const;
 * const both = defineStrategy({ name: 'both', start: () => () => orders([bid, crossing], { cancel: 'all' }) });
 * const bot = createBot({ strategy: both(), guards: [selfTradePrevention({})], cash: { USDT: 1_000 } });
 * const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
 * const { events } = bot.backtest({ market: flatBars({ bars: 1 }), broker });
 * events.flatMap((event) => (event.type === 'order-denied' ? [event.code] : [])); // => ['ORDER_MEETS_OWN']
 * ```
 */
export const selfTradePrevention = (options: SelfTradePreventionOptions): Guard => {
  const { name, ...rule } = parseOptions(schema, options, 'selfTradePrevention');
  return {
    name,
    options: rule,
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { instrumentId, side } = intent;
      const { openOrders } = portfolio;
      let taking: number | undefined;
      for (let place = 0; place < openOrders.length; place++) {
        const order = openOrders[place] as OpenOrder;
        if (order.instrumentId !== instrumentId || order.side === side) continue;
        const resting = restingPrice(order, portfolio.price(instrumentId));
        if (resting === undefined) continue;
        taking ??= takingPrice(intent, portfolio, rule.marketReach);
        if (taking === undefined) return pass;
        const isApart = side === 'buy' ? taking < resting : taking > resting;
        if (!isApart) return deny('ORDER_MEETS_OWN', resting, taking);
      }
      return pass;
    },
  };
};
