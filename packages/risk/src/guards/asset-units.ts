/**
 * How many units of an asset the account may come to hold, whatever of its open orders fills and in whatever order.
 *
 * @module
 */
import type { Portfolio } from '@sigmax/core';
import { addingExits, isShort, openExits } from './held-units';
import type { TradedAsset } from './traded-assets';

/** Units that open purchases would bring, reduce-only ones left out. */
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

/** The most units on the long side: every purchase fills. */
export const longUnits = (traded: TradedAsset, held: number, portfolio: Portfolio): number =>
  Math.max(held, 0) + openPurchases(traded, portfolio) + addingExits(traded.asset, held, portfolio);

/** The most units on the short side: exits, which always leave, close what is held, and then every sale fills. */
export const shortUnits = (traded: TradedAsset, held: number, portfolio: Portfolio): number =>
  openSales(traded, portfolio) - Math.min(held, 0);

/** The most signed units if no exit is added to those that are open: shorts set off what is long. */
export const highestUnits = (traded: TradedAsset, held: number, portfolio: Portfolio): number => {
  const exits = openExits(traded.asset, 'buy', portfolio);
  const position = held < 0 && isShort(traded.asset, portfolio) ? Math.min(0, held + exits) : Math.max(0, held) + exits;
  return position + openPurchases(traded, portfolio);
};

/** The fewest signed units if no exit is added to those that are open: longs set off what is short. */
export const lowestUnits = (traded: TradedAsset, held: number, portfolio: Portfolio): number => {
  const left = held > 0 ? Math.max(0, held - openExits(traded.asset, 'sell', portfolio)) : held;
  return left - openSales(traded, portfolio);
};

/** Value of one unit in the reporting asset, at the highest last price of its instruments; NaN when there is none. */
export const unitValue = ({ instrumentIds }: TradedAsset, portfolio: Portfolio): number => {
  let highest = 0;
  for (let place = 0; place < instrumentIds.length; place++) {
    const id = instrumentIds[place] as string;
    highest = Math.max(highest, portfolio.price(id, 0) * portfolio.quoteValue(id, 0));
  }
  return highest > 0 && highest < Number.POSITIVE_INFINITY ? highest : Number.NaN;
};

/** Value of units; nothing is worth nothing, priced or not. */
export const worthOf = (units: number, traded: TradedAsset, portfolio: Portfolio): number =>
  units === 0 ? 0 : units * unitValue(traded, portfolio);
