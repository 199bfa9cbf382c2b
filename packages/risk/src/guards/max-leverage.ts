import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { checkGross } from './check-gross';

const schema = z.strictObject({
  limit: z.number().positive().max(200, 'expected a multiple of equity: 1 is no leverage'),
  name: z.string().min(1).default('max-leverage'),
});

export interface MaxLeverageOptions {
  /** Largest value of all positions together as a multiple of equity: 1 is no leverage. */
  readonly limit: number;
  /** Defaults to `"max-leverage"`. */
  readonly name?: string;
}

/**
 * Keeps all positions together at or below a multiple of equity, whatever of the open orders fills.
 *
 * Leverage = Σ over assets of max(held + open purchases, short + open sales) · value of a unit / equity, counted as
 * {@link maxGrossExposure} does. An order is shrunk to what is left below the limit and denied when nothing is. What only
 * reduces a position passes; a purchase that closes a short has to be reduce-only for that.
 *
 * - Units: `limit` is a multiple of equity. Fees and slippage that orders still cost are not taken from equity before.
 * - State: none. It watches orders: leverage that grows because equity falls is left alone.
 * - Cost: O(instruments · open orders) per order.
 * - Source: SEC Rule 15c3-5(c)(1)(i), capital thresholds; the leverage limits of venues' margin rules.
 *
 * @throws {InvalidOptionsError} `limit` is missing, not above 0 or above 200.
 * @see {@link liquidationDistance} for what leverage leads to.
 * @example
 * ```ts
 * import { maxLeverage } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = maxLeverage({ limit: 2 });
 * const portfolio = portfolioOf({ equity: 1_000, price: { [id]: 100 }, quantity: { [id]: 12 } });
 * const order = { type: 'market', instrumentId: id, side: 'buy', quantity: 10 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * verdict; // => { type: 'shrink', quantity: 8, code: 'LEVERAGE_ABOVE_LIMIT', limit: 2, observed: 2.2 }
 * ```
 */
export const maxLeverage = (options: MaxLeverageOptions): Guard => {
  const { limit, name } = parseOptions(schema, options, 'maxLeverage');
  return {
    name,
    options: { limit },
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { quantity } = intent;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      if (isReducing(intent, portfolio)) return pass;
      const { equity } = portfolio;
      if (!isUsable(equity)) return deny('EQUITY_UNKNOWN', limit, equity);
      return checkGross(intent, portfolio, 'LEVERAGE_ABOVE_LIMIT', limit, equity);
    },
  };
};
