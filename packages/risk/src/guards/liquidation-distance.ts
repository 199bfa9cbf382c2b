import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { longUnits, openSales, shortUnits, worthOf } from './asset-units';
import { cutTo } from './cut-to';
import { assetUnits } from './held-units';
import { baseAsset } from './instrument-assets';
import { isWithin } from './is-within';
import { highestValue } from './order-price';
import { type TradedAsset, tradedAssets } from './traded-assets';

const schema = z.strictObject({
  limit: z.number().positive().lt(1, 'expected a fraction of the price: 0.2 is 20 %'),
  maintenanceMarginRate: z.number().positive().lt(1, 'expected a fraction of the value of positions: 0.005 is 0.5 %'),
  name: z.string().min(1).default('liquidation-distance'),
});

export interface LiquidationDistanceOptions {
  /** Smallest distance to liquidation, as a fraction of the prices: 0.2 is 20 %. */
  readonly limit: number;
  /** Equity that the venue demands for each unit of position value, as a fraction. */
  readonly maintenanceMarginRate: number;
  /** Defaults to `"liquidation-distance"`. */
  readonly name?: string;
}

/**
 * Denies what would bring a cross-margin account too near to its liquidation, whatever of the open orders fills.
 *
 * Liquidation is where equity is no more than what the venue demands for the positions. Let every long fall and every
 * short rise by the fraction d, all at once. Equity is then E − d · (L + S), the demand m · (L · (1 − d) + S · (1 + d)), and
 * they meet at
 *
 *   d = (E − m · (L + S)) / (L · (1 − m) + S · (1 + m))
 *
 * with E equity, m the maintenance-margin rate, L and S the values of long and short positions. With one position, the
 * price at which it is liquidated is price · (1 ∓ d); with several, d is at most the distance of each on its own. Per asset
 * the worse of both sides counts, with all open orders of that side filled.
 *
 * An order is shrunk to what keeps d at the limit and denied when nothing does. What only reduces a position passes; a
 * purchase that closes a short has to be reduce-only for that. An account that owes nothing is at 1 or beyond: prices
 * cannot fall by more.
 *
 * - Units: `limit` is a fraction of the prices. Fees, funding and rates that grow with the position are not in it.
 * - State: none. It watches orders: a distance that shrinks because prices move is left alone.
 * - Cost: O(instruments · open orders) per order.
 * - Source: equity at maintenance margin, the rule by which venues liquidate cross-margin accounts; 10 October 2025, when
 *   more than 19 billion dollars were.
 *
 * @throws {InvalidOptionsError} an option is missing or not a fraction between 0 and 1.
 * @see {@link maxLeverage} for a limit that needs no rate.
 * @example
 * ```ts
 * import { liquidationDistance } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = liquidationDistance({ limit: 0.25, maintenanceMarginRate: 0.2 });
 * const portfolio = portfolioOf({ equity: 1_000, price: { [id]: 100 }, quantity: { [id]: 20 } });
 * const order = { type: 'market', instrumentId: id, side: 'buy', quantity: 10 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * // With 25 units 1,000 − 0.25 · 2,500 is 375, and so is 0.2 · 2,500 · 0.75.
 * verdict?.type === 'shrink' && verdict.quantity; // => 5
 * ```
 */
export const liquidationDistance = (options: LiquidationDistanceOptions): Guard => {
  const { name, ...rule } = parseOptions(schema, options, 'liquidationDistance');
  const { limit, maintenanceMarginRate: rate } = rule;
  // Equity that one unit of value needs to be no nearer than the limit, by side: what it loses, and what is demanded then.
  const longNeed = limit + rate * (1 - limit);
  const shortNeed = limit + rate * (1 + limit);
  const distance = (equity: number, long: number, short: number): number =>
    (equity - rate * (long + short)) / (long * (1 - rate) + short * (1 + rate));
  return {
    name,
    options: rule,
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { instrumentId, side, quantity } = intent;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      if (isReducing(intent, portfolio)) return pass;
      const { equity } = portfolio;
      if (!isUsable(equity)) return deny('EQUITY_UNKNOWN', limit, equity);
      const unit = highestValue(intent, portfolio);
      if (!isUsable(unit)) return deny('PRICE_UNKNOWN', limit, unit);
      const asset = baseAsset(instrumentId);
      const assets = tradedAssets(portfolio);
      let others = 0;
      let longs = 0;
      let shorts = 0;
      let own = 0;
      let closing = 0;
      for (let place = 0; place < assets.length; place++) {
        const traded = assets[place] as TradedAsset;
        const held = assetUnits(traded, portfolio);
        const long = longUnits(traded, held, portfolio);
        const short = shortUnits(traded, held, portfolio);
        if (traded.asset === asset) {
          own = worthOf(side === 'buy' ? long : short, traded, portfolio) + quantity * unit;
          if (side === 'sell') closing = Math.max(0, held) - openSales(traded, portfolio);
          continue;
        }
        // A maximum of NaN is NaN, and a choice is not.
        others += worthOf(Math.max(long * longNeed, short * shortNeed), traded, portfolio);
        if (long * longNeed >= short * shortNeed) longs += worthOf(long, traded, portfolio);
        else shorts += worthOf(short, traded, portfolio);
      }
      if (quantity <= closing) return pass;
      const need = side === 'buy' ? longNeed : shortNeed;
      const after = others + own * need;
      if (!Number.isFinite(after)) return deny('EXPOSURE_UNKNOWN', limit, after);
      if (isWithin(after, equity)) return pass;
      const room = Math.max(quantity - (after - equity) / (unit * need), closing);
      const left = side === 'buy' ? distance(equity, longs + own, shorts) : distance(equity, longs, shorts + own);
      return cutTo(room, quantity, 'LIQUIDATION_NEAR', limit, left);
    },
  };
};
