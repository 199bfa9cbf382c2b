import { type Guard, type OrderIntent, type Portfolio, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { cutTo } from './cut-to';
import { isShort } from './held-units';
import { baseAsset, quoteAsset } from './instrument-assets';
import { limitsOf } from './instrument-limits';
import { isWithin } from './is-within';
import { worstPrice } from './order-price';

const schema = z.strictObject({
  reserves: z
    .record(z.string().min(1), z.number().nonnegative())
    .refine((reserves) => Object.keys(reserves).length > 0, 'expected at least one asset with its reserve'),
  costRate: z.number().min(0).max(1, 'expected a fraction of the price: 0.002 is 0.2 %'),
  name: z.string().min(1).default('minimum-cash'),
});

export interface MinimumCashOptions {
  /** What must be left of an asset, in its own units: `{ USDT: 500, BNB: 0.1 }`. */
  readonly reserves: Readonly<Record<string, number>>;
  /** What a purchase may cost on top of its price for fees and slippage, as a fraction: 0.002 is 0.2 %. */
  readonly costRate: number;
  /** Defaults to `"minimum-cash"`. */
  readonly name?: string;
}

/** What open purchases through an instrument may still cost, in quote; the delayed ones at its last price. */
const openCost = (instrumentId: string, portfolio: Portfolio): number => {
  const { openOrders } = portfolio;
  const pending = portfolio.pendingQuantity(instrumentId, 'buy');
  const last = portfolio.price(instrumentId, Number.NaN);
  let delayed = pending;
  let cost = 0;
  for (let place = 0; place < openOrders.length; place++) {
    const order = openOrders[place] as (typeof openOrders)[number];
    if (order.instrumentId !== instrumentId || order.side === 'sell') continue;
    // Closing a short gives back what was promised before.
    if (order.isReduceOnly && isShort(baseAsset(instrumentId), portfolio)) continue;
    const left = order.quantity - order.filledQuantity;
    cost += left * (order.limitPrice ?? Math.max(last, order.stopPrice ?? last));
    if (!order.isReduceOnly) delayed -= left;
  }
  // What is left of a difference of equal sums is no order.
  return delayed > pending * 1e-12 ? cost + delayed * last : cost;
};

/** What is promised of an asset: the cost of open purchases paid with it, and the open sales of it. */
const promised = (asset: string, costRate: number, portfolio: Portfolio): number => {
  const { instrumentIds } = portfolio;
  let units = 0;
  for (let place = 0; place < instrumentIds.length; place++) {
    const id = instrumentIds[place] as string;
    if (quoteAsset(id) === asset) units += openCost(id, portfolio) * (1 + costRate);
    if (baseAsset(id) === asset) units -= portfolio.pendingQuantity(id, 'sell');
  }
  return units;
};

/** What one unit of an order takes of the asset that it gives away. */
const unitCost = (intent: OrderIntent, costRate: number, portfolio: Portfolio): number =>
  intent.side === 'sell' ? 1 : worstPrice(intent, portfolio, 0) * (1 + costRate);

/**
 * Keeps a reserve of assets that no order may touch: money for fees, for margin, or for other uses of the account.
 *
 * A purchase gives away its quote asset, a sale its base asset. It passes when balance − what open orders have promised −
 * its own cost ≥ reserve. The cost of a purchase is quantity · worst price · (1 + costRate): its limit, else the highest of
 * last price, ask and what it would reach in the book. What open sales will bring does not count before they fill. An order
 * is shrunk to what is left and denied when nothing is.
 *
 * A reduce-only sale passes, a reduce-only purchase that closes a short, and every order whose asset has no reserve. A plain
 * sale of an asset with a reserve is held to it even where it closes a position: the rule is about the balance.
 *
 * - Units: `reserves` in units of each asset.
 * - State: none. A fill at a worse price than expected, a fee in another asset or a withdrawal may go below the reserve.
 * - Cost: O(instruments · open orders) per order.
 * - Source: Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15(4), limits based on the capital there is.
 *
 * @throws {InvalidOptionsError} `reserves` or `costRate` is missing, or a reserve is not a finite number of at least 0.
 * @example
 * ```ts
 * import { minimumCash } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = minimumCash({ reserves: { USDT: 500 }, costRate: 0 });
 * const portfolio = portfolioOf({ cash: { USDT: 1_000 }, price: { 'demo:BTC/USDT': 100 } });
 * const order = { type: 'market', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 8 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * verdict; // => { type: 'shrink', quantity: 5, code: 'CASH_BELOW_RESERVE', limit: 500, observed: 200 }
 * ```
 */
export const minimumCash = (options: MinimumCashOptions): Guard => {
  const { name, ...rule } = parseOptions(schema, options, 'minimumCash');
  const { costRate } = rule;
  const reserves = limitsOf(rule.reserves);
  return {
    name,
    options: rule,
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { instrumentId, side, quantity } = intent;
      const asset = side === 'buy' ? quoteAsset(instrumentId) : baseAsset(instrumentId);
      const reserve = reserves.get(asset);
      if (reserve === undefined) return pass;
      if (intent.reduceOnly === true && isReducing(intent, portfolio)) return pass;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', reserve, quantity);
      const unit = unitCost(intent, costRate, portfolio);
      if (!isUsable(unit)) return deny('PRICE_UNKNOWN', reserve, unit);
      const free = portfolio.cash(asset) - promised(asset, costRate, portfolio);
      const cost = quantity * unit;
      if (isWithin(reserve + cost, free)) return pass;
      return cutTo((free - reserve) / unit, quantity, 'CASH_BELOW_RESERVE', reserve, free - cost);
    },
  };
};
