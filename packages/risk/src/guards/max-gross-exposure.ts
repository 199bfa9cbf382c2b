import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { checkGross } from './check-gross';

const schema = z.strictObject({
  limit: z.number().positive(),
  name: z.string().min(1).default('max-gross-exposure'),
});

export interface MaxGrossExposureOptions {
  /** Largest value of all positions together, longs and shorts added up, in the reporting asset. */
  readonly limit: number;
  /** Defaults to `"max-gross-exposure"`. */
  readonly name?: string;
}

/**
 * Keeps the value of all positions together at or below an amount of money, whatever of the open orders fills.
 *
 * Exposure = Σ over assets of max(held + open purchases, short + open sales) · value of a unit. Held are the units that were
 * traded, through whichever instrument, and those that were brought; a sale does not count on them, because an exit may
 * close them first. The order counts on its side at the last price or its own, whichever is higher. It is shrunk to what is
 * left below the limit and denied when nothing is. What only reduces a position passes. A purchase that closes a short has
 * to be reduce-only for that: on spot a position below zero is units that were brought and sold, and buying is new risk.
 *
 * - Units: `limit` in the reporting asset. A purchase paid with another traded asset counts whole, though it gives that away.
 * - State: none. It watches orders: exposure that grows past the limit because prices rise is left alone.
 * - Cost: O(instruments · open orders) per order.
 * - Source: SEC Rule 15c3-5(c)(1)(i), aggregate capital thresholds that count orders as they are entered.
 *
 * @throws {InvalidOptionsError} `limit` is missing or not a finite number above 0.
 * @see {@link maxLeverage} for a limit as a multiple of equity, {@link maxNetExposure} for longs less shorts.
 * @example
 * ```ts
 * import { maxGrossExposure } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const [btc, eth] = ['demo:BTC/USDT', 'demo:ETH/USDT'];
 * const guard = maxGrossExposure({ limit: 1_000 });
 * const portfolio = portfolioOf({ price: { [btc]: 100, [eth]: 10 }, quantity: { [btc]: 4 }, pending: { [eth]: { buy: 10 } } });
 * const order = { type: 'market', instrumentId: btc, side: 'buy', quantity: 6 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * verdict; // => { type: 'shrink', quantity: 5, code: 'GROSS_ABOVE_LIMIT', limit: 1_000, observed: 1_100 }
 * ```
 */
export const maxGrossExposure = (options: MaxGrossExposureOptions): Guard => {
  const { limit, name } = parseOptions(schema, options, 'maxGrossExposure');
  return {
    name,
    options: { limit },
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { quantity } = intent;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      if (isReducing(intent, portfolio)) return pass;
      return checkGross(intent, portfolio, 'GROSS_ABOVE_LIMIT', limit, 1);
    },
  };
};
