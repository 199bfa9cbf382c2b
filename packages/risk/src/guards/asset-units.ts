/**
 * How many units of an asset the account may come to hold, whatever of its open orders fills and in whatever order.
 *
 * @module
 */
import type { Portfolio } from '@sigmax/core';
import { broughtUnits, openExits } from './held-units';
import type { TradedAsset } from './traded-assets';

/** Signed units at risk now, brought ones included. */
export const assetHeld = ({ asset, instrumentIds }: TradedAsset, portfolio: Portfolio): number => {
  let traded = 0;
  for (let place = 0; place < instrumentIds.length; place++) {
    traded += portfolio.quantity(instrumentIds[place] as string);
  }
  return traded + broughtUnits(asset, traded, portfolio);
};

/** Units that open purchases would bring. */
const openPurchases = ({ instrumentIds }: TradedAsset, portfolio: Portfolio): number => {
  let units = 0;
  for (let place = 0; place < instrumentIds.length; place++) {
    units += portfolio.pendingQuantity(instrumentIds[place] as string, 'buy');
  }
  return units;
};

/** Units that open sales would take, reduce-only ones left out. */
export const openSales = ({ instrumentIds }: TradedAsset, portfolio: Portfolio): number => {
  let units = 0;
  for (let place = 0; place < instrumentIds.length; place++) {
    units -= portfolio.pendingQuantity(instrumentIds[place] as string, 'sell');
  }
  return units;
};

/** The most units on the long side: every purchase fills. A position below zero may be units that were brought and sold. */
export const longUnits = (traded: TradedAsset, held: number, portfolio: Portfolio): number =>
  Math.max(held, 0) + openPurchases(traded, portfolio);

/** The most units on the short side: exits fill first, then every sale. Below zero while something must stay held. */
export const shortUnits = (traded: TradedAsset, held: number, portfolio: Portfolio): number =>
  openSales(traded, portfolio) - (held > 0 ? Math.max(0, held - openExits(traded.asset, 'sell', portfolio)) : held);

/** The most signed units: exits close a short first, then every purchase fills. A position below zero is a short here. */
export const highestUnits = (traded: TradedAsset, held: number, portfolio: Portfolio): number =>
  openPurchases(traded, portfolio) + (held < 0 ? Math.min(0, held + openExits(traded.asset, 'buy', portfolio)) : held);

/** Value of one unit in the reporting asset, at the highest last price of its instruments; NaN when there is none. */
export const unitValue = ({ instrumentIds }: TradedAsset, portfolio: Portfolio): number => {
  let highest = 0;
  for (let place = 0; place < instrumentIds.length; place++) {
    const id = instrumentIds[place] as string;
    const price = portfolio.price(id);
    const quote = portfolio.quoteValue(id);
    if (price !== undefined && quote !== undefined) highest = Math.max(highest, price * quote);
  }
  return highest > 0 && highest < Number.POSITIVE_INFINITY ? highest : Number.NaN;
};

/** Value of units; nothing is worth nothing, priced or not. */
export const worthOf = (units: number, traded: TradedAsset, portfolio: Portfolio): number =>
  units === 0 ? 0 : units * unitValue(traded, portfolio);
