import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isUsable } from '../numbers';
import { cutTo } from './cut-to';
import { isWithin } from './is-within';
import { worstPrice } from './order-price';

const schema = z.strictObject({
  limit: z.number().positive(),
  slippageAllowance: z.number().min(0).max(10, 'expected a fraction of the price: 0.01 is 1 %').default(0),
  name: z.string().min(1).default('max-order-notional'),
});

export interface MaxOrderNotionalOptions {
  /** Largest value of one order, in the reporting asset. */
  readonly limit: number;
  /**
   * How far beyond the last price, or its trigger, a purchase without a limit of its own may fill, as a fraction: 0.01 is
   * 1 %. Defaults to 0: what the market tells, and nothing on top.
   */
  readonly slippageAllowance?: number;
  /** Defaults to `"max-order-notional"`. */
  readonly name?: string;
}

/**
 * Keeps each single order at or below a value: the guard against a slip of the finger or a runaway size.
 *
 * Value = quantity · worst price · value of the quote asset. The worst price is the most that a unit should cost or bring:
 *
 * | order | worst price |
 * | --- | --- |
 * | limit or stop-limit purchase | its limit |
 * | market purchase | highest of last price · (1 + slippageAllowance), ask, and what it would reach in the book |
 * | stop or trailing-stop purchase | the same, with its trigger where that is above the last price |
 * | market or stop sale | highest of last price, trigger and bid |
 * | limit or stop-limit sale | highest of its limit, last price and bid |
 *
 * A larger order is shrunk to limit / worst price; an order without a price is denied.
 *
 * - Units: `limit` in the reporting asset.
 * - State: none. Purchases, sales and reductions alike; a market order may still fill beyond its worst price, where the book
 *   is not known or moves.
 * - Cost: O(1) per order.
 * - Source: Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15(1)(b), maximum order value; SEC Rule
 *   15c3-5(c)(1)(ii), erroneous orders.
 *
 * @throws {InvalidOptionsError} `limit` is missing or not a finite number above 0.
 * @see {@link maxWeight} for what several orders add up to.
 * @example
 * ```ts
 * import { maxOrderNotional } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = maxOrderNotional({ limit: 2_000 });
 * const order = { type: 'market', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 50 } as const;
 * const verdict = guard.check?.(order, portfolioOf({ price: { 'demo:BTC/USDT': 100 } }), guard.initial);
 * verdict; // => { type: 'shrink', quantity: 20, code: 'NOTIONAL_ABOVE_LIMIT', limit: 2_000, observed: 5_000 }
 * ```
 */
export const maxOrderNotional = (options: MaxOrderNotionalOptions): Guard => {
  const { name, ...rule } = parseOptions(schema, options, 'maxOrderNotional');
  const { limit, slippageAllowance } = rule;
  return {
    name,
    options: rule,
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { quantity, instrumentId } = intent;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      const unit = worstPrice(intent, portfolio, slippageAllowance) * portfolio.quoteValue(instrumentId, 0);
      if (!isUsable(unit)) return deny('PRICE_UNKNOWN', limit, unit);
      const notional = quantity * unit;
      if (isWithin(notional, limit)) return pass;
      return cutTo(limit / unit, quantity, 'NOTIONAL_ABOVE_LIMIT', limit, notional);
    },
  };
};
