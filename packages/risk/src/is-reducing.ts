import type { OrderIntent, Portfolio } from '@sigmax/core';
import { isShort } from './guards/held-units';
import { baseAsset } from './guards/instrument-assets';

/**
 * Whether an order can only bring a position nearer to zero: a sale that is reduce-only or, together with the open sales, no
 * more than what is held; a reduce-only purchase of an asset of which the account owes units.
 */
export const isReducing = (intent: OrderIntent, portfolio: Portfolio): boolean => {
  const { instrumentId, side, quantity } = intent;
  // A spot position below zero is units that were brought and sold, or sold elsewhere: buying them back is new risk.
  if (side === 'buy') return intent.reduceOnly === true && isShort(baseAsset(instrumentId), portfolio);
  if (intent.reduceOnly === true) return true;
  const held = portfolio.quantity(instrumentId);
  return held > 0 && quantity - portfolio.pendingQuantity(instrumentId, side) <= held;
};
