/**
 * Units at risk, of an instrument and of an asset, by what the ledger knows.
 *
 * An account is short of an asset when its balance is below zero. A position below zero with no balance below zero is units
 * that were brought and sold, or sold through another instrument; so a purchase finds it empty, and a sale finds it short.
 *
 * @module
 */
import type { Portfolio, Side } from '@sigmax/core';
import { baseAsset } from './instrument-assets';
import { instrumentsOf, type TradedAsset } from './traded-assets';

/** Whether the account owes units of an asset. */
export const isShort = (asset: string, portfolio: Portfolio): boolean => portfolio.cash(asset) < 0;

/** Signed units that instruments have traded. */
const tradedUnits = (instrumentIds: readonly string[], portfolio: Portfolio): number => {
  let traded = 0;
  for (let place = 0; place < instrumentIds.length; place++) {
    traded += portfolio.quantity(instrumentIds[place] as string);
  }
  return traded;
};

/** Units that came to a balance other than by trading; none without a balance, and none that a fee has taken. */
const broughtUnits = (asset: string, traded: number, portfolio: Portfolio): number => {
  const balance = portfolio.cash(asset);
  if (balance === 0) return 0;
  return balance < 0 ? balance - traded : Math.max(0, balance - traded);
};

/** Signed units of an asset at risk: what was traded, through whichever instrument, and what was brought. */
export const assetUnits = ({ asset, instrumentIds }: TradedAsset, portfolio: Portfolio): number => {
  const traded = tradedUnits(instrumentIds, portfolio);
  return traded + broughtUnits(asset, traded, portfolio);
};

/** Signed units of an instrument at risk: what was traded through it and what was brought of its base asset. */
export const heldUnits = (instrumentId: string, portfolio: Portfolio): number => {
  const asset = baseAsset(instrumentId);
  const traded = tradedUnits(instrumentsOf(asset, portfolio), portfolio);
  return portfolio.quantity(instrumentId) + broughtUnits(asset, traded, portfolio);
};

/** Units that open reduce-only orders of an asset and a side could fill. */
export const openExits = (asset: string, side: Side, portfolio: Portfolio): number => {
  const { openOrders } = portfolio;
  let units = 0;
  for (let place = 0; place < openOrders.length; place++) {
    const order = openOrders[place] as (typeof openOrders)[number];
    if (order.isReduceOnly && order.side === side && baseAsset(order.instrumentId) === asset) {
      units += order.quantity - order.filledQuantity;
    }
  }
  return units;
};

/** Units that open reduce-only purchases would add: where the account is not short, they buy back what was brought. */
export const addingExits = (asset: string, held: number, portfolio: Portfolio): number =>
  held < 0 && isShort(asset, portfolio) ? 0 : openExits(asset, 'buy', portfolio);

/**
 * Units on one side of an instrument if its open orders of that side fill and those of the other do not.
 *
 * A sale does not count on what is held: an exit, which always leaves, may have closed it before the sale fills.
 */
export const sideUnits = (instrumentId: string, side: Side, held: number, portfolio: Portfolio): number => {
  const pending = portfolio.pendingQuantity(instrumentId, side);
  return side === 'sell'
    ? -pending - Math.min(held, 0)
    : Math.max(held, 0) + pending + addingExits(baseAsset(instrumentId), held, portfolio);
};

/** Units of an instrument that are held and that no open sale has promised: selling them opens nothing. */
export const sellableUnits = (instrumentId: string, held: number, portfolio: Portfolio): number =>
  Math.max(0, held) + portfolio.pendingQuantity(instrumentId, 'sell');
