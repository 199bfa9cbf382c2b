import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny, shrinkTo } from './denial-codes';
import { isUsable } from './numbers';
import { worstPrice } from './order-price';

const schema = z.strictObject({
  limit: z.number().positive(),
  name: z.string().min(1).default('max-order-notional'),
});

export interface MaxOrderNotionalOptions {
  /** Largest value of one order, in the reporting asset. */
  readonly limit: number;
  /** Defaults to `"max-order-notional"`. */
  readonly name?: string;
}

/**
 * Keeps each single order at or below a value: the guard against a slip of the finger or a runaway size.
 *
 * Value = quantity · price · value of the quote asset. The price is the worst one expected: the limit of a limit purchase,
 * otherwise the last price or the order's own (limit of a sale, stop), whichever is higher. A larger order is shrunk to
 * limit / price; an order without a price is denied.
 *
 * - Units: `limit` in the reporting asset.
 * - State: none. Purchases, sales and reductions alike; what a stop or market order fills at may lie beyond its price.
 * - Cost: O(1) per order.
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
  const { limit, name } = parseOptions(schema, options, 'maxOrderNotional');
  return {
    name,
    options: { limit },
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { quantity, instrumentId } = intent;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      const unit = (worstPrice(intent, portfolio) ?? 0) * (portfolio.quoteValue(instrumentId) ?? 0);
      if (!isUsable(unit)) return deny('PRICE_UNKNOWN', limit, unit);
      const notional = quantity * unit;
      if (notional <= limit) return pass;
      const room = limit / unit;
      return room > 0 && room <= quantity
        ? shrinkTo(room, 'NOTIONAL_ABOVE_LIMIT', limit, notional)
        : deny('NOTIONAL_ABOVE_LIMIT', limit, notional);
    },
  };
};
