import type { Portfolio, Side } from '@sigmax/core';
import { baseAsset } from './instrument-assets';

/**
 * Units of an asset that came to the account other than by trading it, of which `traded` were: both lose when its price
 * falls. None when the account has no unit of it, as one that is short has not.
 */
export const broughtUnits = (asset: string, traded: number, portfolio: Portfolio): number => {
  const balance = portfolio.cash(asset);
  return balance <= 0 ? 0 : Math.max(0, balance - traded);
};

/** Signed units of an instrument at risk: what was traded through it and what was brought of its base asset. */
export const heldUnits = (instrumentId: string, portfolio: Portfolio): number => {
  const { instrumentIds } = portfolio;
  const asset = baseAsset(instrumentId);
  let traded = 0;
  for (let place = 0; place < instrumentIds.length; place++) {
    const id = instrumentIds[place] as string;
    if (baseAsset(id) === asset) traded += portfolio.quantity(id);
  }
  return portfolio.quantity(instrumentId) + broughtUnits(asset, traded, portfolio);
};

/** Units that reduce-only orders of an asset could take first, so that another order of their side meets what they leave. */
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

/**
 * Units on one side of an instrument if its open orders of that side fill and those of the other do not; below zero while
 * something of the other side stays held.
 *
 * A purchase finds a position below zero empty: it may be units that were brought and sold. A sale finds one that exits
 * have closed already.
 */
export const sideUnits = (instrumentId: string, side: Side, portfolio: Portfolio): number => {
  const held = heldUnits(instrumentId, portfolio);
  const pending = portfolio.pendingQuantity(instrumentId, side);
  if (side === 'buy') return Math.max(held, 0) + pending;
  const left = held > 0 ? Math.max(0, held - openExits(baseAsset(instrumentId), 'sell', portfolio)) : held;
  return -pending - left;
};
