import type { OrderIntent, Portfolio } from '@sigmax/core';

/**
 * Whether an order can only bring a position nearer to zero: it is reduce-only, or a sale that together with the open
 * sales is no more than what is held.
 */
export const isReducing = (intent: OrderIntent, portfolio: Portfolio): boolean => {
  if (intent.reduceOnly === true) return true;
  const { instrumentId, side, quantity } = intent;
  // A spot position below zero is units that were brought and sold: buying them back is new risk.
  if (side === 'buy') return false;
  const held = portfolio.quantity(instrumentId);
  return held > 0 && quantity - portfolio.pendingQuantity(instrumentId, side) <= held;
};
