import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { highestUnits, lowestUnits, worthOf } from './asset-units';
import { cutTo } from './cut-to';
import { assetUnits } from './held-units';
import { isWithin } from './is-within';
import { highestValue } from './order-price';
import { type TradedAsset, tradedAssets } from './traded-assets';

const schema = z
  .strictObject({
    limit: z.number().positive().optional(),
    equityFraction: z.number().positive().max(200, 'expected a fraction of equity: 0.3 is 30 %').optional(),
    name: z.string().min(1).default('max-net-exposure'),
  })
  .refine(
    ({ limit, equityFraction }) => (limit === undefined) !== (equityFraction === undefined),
    'expected exactly one of limit and equityFraction',
  );

export interface MaxNetExposureOptions {
  /** Furthest that longs may outweigh shorts, or shorts longs, in the reporting asset. Give this or `equityFraction`. */
  readonly limit?: number;
  /** The same as a fraction of equity: 0.3 is 30 %. */
  readonly equityFraction?: number;
  /** Defaults to `"max-net-exposure"`. */
  readonly name?: string;
}

/**
 * Keeps the difference between long and short positions at or below a limit, whatever of the open orders fills: for books
 * that are meant to be indifferent to where the market goes.
 *
 * Longest = Σ (held + open purchases) · value of a unit, shortest = Σ (held − open sales) · value of a unit, each after the
 * reduce-only orders of its side have filled. A purchase passes when longest + its value ≤ limit, a sale when its value −
 * shortest ≤ limit. A short sets off longs only where the account owes the units, so that its balance is below zero: other
 * positions below zero are units that were brought and sold. An order is shrunk to what is left and denied when nothing is.
 *
 * What only reduces its position passes, even where it leaves the other side uncovered: exits always leave.
 *
 * - Units: `limit` in the reporting asset, or `equityFraction` of equity.
 * - State: none. It watches orders: a difference that grows because prices move is left alone.
 * - Cost: O(instruments · open orders) per order.
 * - Source: Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15(4), market risk limits.
 *
 * @throws {InvalidOptionsError} neither or both limits are given, or one is not a finite number above 0.
 * @see {@link maxGrossExposure} for longs and shorts added up.
 * @example
 * ```ts
 * import { maxNetExposure } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const [btc, eth] = ['demo:BTC/USDT', 'demo:ETH/USDT'];
 * const guard = maxNetExposure({ limit: 300 });
 * const price = { [btc]: 100, [eth]: 10 };
 * const portfolio = portfolioOf({ price, quantity: { [btc]: 4, [eth]: -20 }, cash: { ETH: -20 } });
 * const order = { type: 'market', instrumentId: btc, side: 'buy', quantity: 2 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * verdict; // => { type: 'shrink', quantity: 1, code: 'NET_ABOVE_LIMIT', limit: 300, observed: 400 }
 * ```
 */
export const maxNetExposure = (options: MaxNetExposureOptions): Guard => {
  const { name, limit: amount, equityFraction } = parseOptions(schema, options, 'maxNetExposure');
  const limit = (amount ?? equityFraction) as number;
  return {
    name,
    options: amount === undefined ? { equityFraction: limit } : { limit },
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { side, quantity } = intent;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      if (isReducing(intent, portfolio)) return pass;
      const scale = amount === undefined ? portfolio.equity : 1;
      if (!isUsable(scale)) return deny('EQUITY_UNKNOWN', limit, scale);
      const unit = highestValue(intent, portfolio);
      if (!isUsable(unit)) return deny('PRICE_UNKNOWN', limit, unit);
      const assets = tradedAssets(portfolio);
      let before = 0;
      for (let place = 0; place < assets.length; place++) {
        const traded = assets[place] as TradedAsset;
        const held = assetUnits(traded, portfolio);
        const units = side === 'buy' ? highestUnits(traded, held, portfolio) : -lowestUnits(traded, held, portfolio);
        before += worthOf(units, traded, portfolio);
      }
      const after = before + quantity * unit;
      if (!Number.isFinite(after)) return deny('EXPOSURE_UNKNOWN', limit, after);
      const cap = limit * scale;
      return isWithin(after, cap)
        ? pass
        : cutTo((cap - before) / unit, quantity, 'NET_ABOVE_LIMIT', limit, after / scale);
    },
  };
};
