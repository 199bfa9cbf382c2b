import type { OpenOrder } from '@sigmax/core';

/** An open order as a test wants it: a limit purchase of one unit at 100 unless told otherwise. */
export const openOrder = (fields: Partial<OpenOrder>): OpenOrder => ({
  clientOrderId: 'run-1',
  instrumentId: 'demo:BTC/USDT',
  type: 'limit',
  side: 'buy',
  quantity: 1,
  filledQuantity: 0,
  limitPrice: 100,
  stopPrice: undefined,
  isReduceOnly: false,
  status: 'accepted',
  tag: undefined,
  ...fields,
});
