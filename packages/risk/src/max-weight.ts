import { type Guard, type Portfolio, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny, shrinkTo } from './denial-codes';
import { isReducing } from './is-reducing';
import { isUsable } from './numbers';
import { highestPrice } from './order-price';

const schema = z.strictObject({
  limit: z.number().positive().max(10, 'expected a fraction of equity: 0.6 is 60 %'),
  instruments: z
    .array(z.string().regex(/^[^\s:]+:[^\s:/]+\/[^\s:/]+$/, 'expected venue:BASE/QUOTE'))
    .min(1)
    .optional(),
  name: z.string().min(1).default('max-weight'),
});

export interface MaxWeightOptions {
  /** Largest position in one instrument, as a fraction of equity: 0.6 is 60 %. */
  readonly limit: number;
  /** The instruments that are limited. Left out: each one. */
  readonly instruments?: readonly string[];
  /** Defaults to `"max-weight"`; a second limit for other instruments needs a name of its own. */
  readonly name?: string;
}

/** Units bought through the instrument or brought to the account, whichever is more: both lose when their price falls. */
const held = (instrumentId: string, portfolio: Portfolio): number => {
  const quantity = portfolio.quantity(instrumentId);
  const balance = portfolio.cash(instrumentId.slice(instrumentId.indexOf(':') + 1).split('/')[0]);
  return balance > 0 ? Math.max(quantity, balance) : quantity;
};

/**
 * Keeps the position in each instrument at or below a fraction of equity, open orders counted as filled.
 *
 * Weight = |held + pending orders of the same side + this order| · price · value of the quote asset / equity. The price is
 * the last one or the order's own, whichever is higher. An order is shrunk to what is left below the limit and denied
 * when nothing is; an order that only reduces the position passes, whatever its weight.
 *
 * - Units: `limit` is a fraction of equity (1 = 100 %).
 * - State: none. It watches orders: a position that grows past the limit because its price rises is left alone.
 * - Cost: O(open orders) per order.
 *
 * @throws {InvalidOptionsError} `limit` is missing or not a finite number above 0, or `instruments` is empty.
 * @example
 * ```ts
 * import { maxWeight } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = maxWeight({ limit: 0.6 });
 * const portfolio = portfolioOf({ cash: { USDT: 600 }, price: { [id]: 100 }, quantity: { [id]: 4 } });
 * const order = { type: 'market', instrumentId: id, side: 'buy', quantity: 3 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * verdict; // => { type: 'shrink', quantity: 2, code: 'WEIGHT_ABOVE_LIMIT', limit: 0.6, observed: 0.7 }
 * ```
 */
export const maxWeight = (options: MaxWeightOptions): Guard => {
  const { limit, instruments, name } = parseOptions(schema, options, 'maxWeight');
  const limited = instruments === undefined ? undefined : new Set(instruments);
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: instruments === undefined ? { limit } : { limit, instruments },
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { instrumentId, side, quantity } = intent;
      if (limited !== undefined && !limited.has(instrumentId)) return pass;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      if (isReducing(intent, portfolio)) return pass;
      const { equity } = portfolio;
      if (!isUsable(equity)) return deny('EQUITY_UNKNOWN', limit, equity);
      const unit = (highestPrice(intent, portfolio) ?? 0) * (portfolio.quoteValue(instrumentId) ?? 0);
      if (!isUsable(unit)) return deny('PRICE_UNKNOWN', limit, unit);
      const expected = held(instrumentId, portfolio) + portfolio.pendingQuantity(instrumentId, side);
      const before = side === 'buy' ? expected : -expected;
      const weight = ((before + quantity) * unit) / equity;
      if (weight <= limit) return pass;
      const room = (limit * equity) / unit - before;
      return room > 0 && room <= quantity
        ? shrinkTo(room, 'WEIGHT_ABOVE_LIMIT', limit, weight)
        : deny('WEIGHT_ABOVE_LIMIT', limit, weight);
    },
  };
};
