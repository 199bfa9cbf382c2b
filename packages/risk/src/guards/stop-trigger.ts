import type { Side } from '@sigmax/core';

/** Whether a stop has been reached at a price: from then on it is what follows it, a market or a limit order. */
export const isTriggered = (side: Side, stopPrice: number, last: number): boolean =>
  side === 'buy' ? last >= stopPrice : last <= stopPrice;
