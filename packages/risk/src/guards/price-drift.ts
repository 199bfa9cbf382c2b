import {
  type Guard,
  type OrderIntent,
  type Portfolio,
  parseOptions,
  pass,
  type Side,
  type Verdict,
} from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { instrumentIds } from './instrument-option';
import { ownPrice } from './order-price';
import { isNear, priceDistance } from './price-distance';

const schema = z.strictObject({
  limit: z.number().positive().lt(1, 'expected a fraction of the price: 0.05 is 5 %'),
  windowMs: z.number().positive(),
  instruments: instrumentIds.optional(),
  name: z.string().min(1).default('price-drift'),
});

export interface PriceDriftOptions {
  /** Furthest that the price of an order may be beyond the best one of the window, as a fraction: 0.05 is 5 %. */
  readonly limit: number;
  /** How far back orders count. */
  readonly windowMs: number;
  /** The instruments that are limited. Left out: each one. */
  readonly instruments?: readonly string[];
  /** Defaults to `"price-drift"`. */
  readonly name?: string;
}

/** Prices of orders that left and are the best of all that left after them, oldest and best first. */
export interface BestPrices {
  readonly times: number[];
  readonly prices: number[];
}

/** By instrument. Plain data, changed in place. */
export type DriftState = Record<string, Record<Side, BestPrices>>;

/** What an order counts: its own price, but nothing better than the market. NaN when that is not known. */
const countedPrice = (intent: OrderIntent, portfolio: Portfolio): number => {
  const { instrumentId, side, quantity } = intent;
  const last = portfolio.price(instrumentId, Number.NaN);
  const own = ownPrice(intent, last, portfolio.sweepPrice(instrumentId, side, quantity) ?? last);
  const price = side === 'buy' ? Math.max(own, last) : Math.min(own, last);
  return isUsable(price) ? price : Number.NaN;
};

/** Drops what has left the window; a price that the next one equals or betters can never be the best again. */
const forget = ({ times, prices }: BestPrices, sinceMs: number): void => {
  let old = 0;
  while (old < times.length && (times[old] as number) <= sinceMs) old += 1;
  if (old === 0) return;
  times.splice(0, old);
  prices.splice(0, old);
};

const add = ({ times, prices }: BestPrices, side: Side, timeMs: number, price: number): void => {
  const isBetter = (other: number): boolean => (side === 'buy' ? price <= other : price >= other);
  // A clock that went back does not make anything older than what came before.
  const latest = times.at(-1);
  while (prices.length > 0 && isBetter(prices.at(-1) as number)) {
    times.pop();
    prices.pop();
  }
  times.push(latest !== undefined && !(timeMs > latest) ? latest : timeMs);
  prices.push(price);
};

/** The best price within the window; `undefined` when no order has left in it. Whatever is not known to be old is in it. */
const best = ({ times, prices }: BestPrices, sinceMs: number): number | undefined => {
  let old = 0;
  while (old < times.length && (times[old] as number) <= sinceMs) old += 1;
  return prices[old];
};

/**
 * Denies orders that chase the price: a collar over a period, for what walks away in steps that each look small.
 *
 * A purchase passes when its price ≤ lowest price of the purchases of the window · (1 + limit), a sale when its price ≥
 * highest price of the sales of the window · (1 − limit), each in its own instrument. The price of an order is its limit
 * or trigger, else what it would reach in the book, else the last price, and never better than the last price: an order that
 * waits far away promises nothing. Every order counts from the moment it leaves, whether it fills or not, except reduce-only
 * ones. What only reduces a position passes. The first order of a window passes at any price, which {@link priceCollar} sees to.
 *
 * - Units: a fraction of the price; milliseconds.
 * - State: {@link DriftState}, the prices of the window that may still be the best.
 * - Cost: O(1) per order, but for prices that have left the window since the last moment.
 * - Source: Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15(1)(a), price collars over a specified period of time.
 *
 * @throws {InvalidOptionsError} `limit` or `windowMs` is missing or out of range.
 * @example
 * ```ts
 * import { createBot, defineStrategy, orders, simulatedBroker } from '@sigmax/core';
 * import { barsFromCloses } from '@sigmax/core/testing';
 * import { priceDrift } from '@sigmax/risk';
 * const id = 'demo:BTC/USDT';
 * const chase = defineStrategy({
 *   name: 'chase',
 *   start: () => ({ bar }) => orders([{ type: 'market', instrumentId: bar.instrumentId, side: 'buy', quantity: 1 }]),
 * });
 * const guards = [priceDrift({ limit: 0.05, windowMs: 6 * 3_600_000, instruments: [id] })];
 * const bot = createBot({ strategy: chase(), guards, cash: { USDT: 10_000 } });
 * const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
 * const { events } = bot.backtest({ market: barsFromCloses([100, 104, 106, 110]), broker });
 * const denials = events.flatMap((event) => (event.type === 'order-denied' ? [event.observed] : []));
 * denials.map((observed) => Math.round(100 * (observed ?? 0))); // => [6, 10]
 * ```
 */
export const priceDrift = (options: PriceDriftOptions): Guard<DriftState> => {
  const { name, ...rule } = parseOptions(schema, options, 'priceDrift');
  const { limit, windowMs, instruments } = rule;
  const limited = instruments === undefined ? undefined : new Set(instruments);
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rule,
    initial: {},
    update: (state, event, portfolio) => {
      if (event.type === 'snapshot') {
        for (const id in state) {
          const sides = state[id] as DriftState[string];
          forget(sides.buy, event.timeMs - windowMs);
          forget(sides.sell, event.timeMs - windowMs);
        }
      } else if (event.type === 'order-submitted' && event.intent.reduceOnly !== true) {
        const { intent, instrumentId, timeMs } = event;
        const price = countedPrice(intent, portfolio);
        state[instrumentId] ??= { buy: { times: [], prices: [] }, sell: { times: [], prices: [] } };
        if (isUsable(price)) add(state[instrumentId][intent.side], intent.side, timeMs, price);
      }
      return state;
    },
    check: (intent, portfolio, state): Verdict => {
      const { instrumentId, side, quantity } = intent;
      if (limited !== undefined && !limited.has(instrumentId)) return pass;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      if (isReducing(intent, portfolio)) return pass;
      const price = countedPrice(intent, portfolio);
      if (!isUsable(price)) return deny('PRICE_UNKNOWN', limit, price);
      const sides = state[instrumentId];
      const from = sides === undefined ? undefined : best(sides[side], portfolio.timeMs - windowMs);
      if (from === undefined || isNear(side, price, from, limit)) return pass;
      return deny('PRICE_DRIFTED', limit, priceDistance(side, price, from));
    },
  };
};
