import type { OrderIntent, Portfolio } from '@sigmax/core';

/**
 * Whether an order can only bring a position nearer to zero: it is reduce-only, or it and the open orders of its side
 * together are no more than what is held the other way.
 */
export const isReducing = (intent: OrderIntent, portfolio: Portfolio): boolean => {
  if (intent.reduceOnly === true) return true;
  const { instrumentId, side, quantity } = intent;
  const direction = side === 'buy' ? 1 : -1;
  const held = -direction * portfolio.quantity(instrumentId);
  return held > 0 && quantity + direction * portfolio.pendingQuantity(instrumentId, side) <= held;
};
