import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isUsable } from '../numbers';
import { cutTo } from './cut-to';
import { instrumentLimits, limitsOf } from './instrument-limits';

const schema = z.strictObject({
  ...instrumentLimits,
  name: z.string().min(1).default('max-order-quantity'),
});

export interface MaxOrderQuantityOptions {
  /** Largest quantity of one order by instrument, in its base asset. */
  readonly limits: Readonly<Record<string, number>>;
  /** What becomes of an order in another instrument. Defaults to `deny`: a limit that was forgotten is not one of infinity. */
  readonly others?: 'deny' | 'pass';
  /** Defaults to `"max-order-quantity"`. */
  readonly name?: string;
}

/**
 * Keeps each single order at or below a quantity of its instrument: the guard against a misplaced decimal point that no
 * price can hide.
 *
 * A larger order is shrunk to its limit; one in an instrument without a limit is denied, unless `others` lets it pass.
 *
 * - Units: `limits` in the base asset of each instrument.
 * - State: none. Purchases, sales and reductions alike.
 * - Cost: O(1) per order.
 * - Source: Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15(1)(c), maximum order volume.
 *
 * @throws {InvalidOptionsError} `limits` is missing or empty, or one of them is not a finite number above 0.
 * @see {@link maxOrderNotional} for a limit in money.
 * @example
 * ```ts
 * import { maxOrderQuantity } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = maxOrderQuantity({ limits: { 'demo:BTC/USDT': 0.5 } });
 * const order = { type: 'market', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 5 } as const;
 * const verdict = guard.check?.(order, portfolioOf({}), guard.initial);
 * verdict; // => { type: 'shrink', quantity: 0.5, code: 'QUANTITY_ABOVE_LIMIT', limit: 0.5, observed: 5 }
 * ```
 */
export const maxOrderQuantity = (options: MaxOrderQuantityOptions): Guard => {
  const { name, ...rule } = parseOptions(schema, options, 'maxOrderQuantity');
  const limits = limitsOf(rule.limits);
  return {
    name,
    instruments: Object.keys(rule.limits),
    options: rule,
    initial: undefined,
    check: ({ instrumentId, quantity }): Verdict => {
      const limit = limits.get(instrumentId);
      if (limit === undefined) return rule.others === 'pass' ? pass : deny('LIMIT_UNKNOWN', 0, quantity);
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      return quantity <= limit ? pass : cutTo(limit, quantity, 'QUANTITY_ABOVE_LIMIT', limit, quantity);
    },
  };
};
