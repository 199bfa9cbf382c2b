import type { Order } from '../orders/order';
import { type Kernel, toUnits } from './kernel';
import type { OpenOrder } from './portfolio';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** An {@link OpenOrder} that is written again for each look, so that looking costs no memory. */
export type OpenOrderView = Writable<OpenOrder>;

export const openOrderView = (): OpenOrderView => ({
  clientOrderId: '',
  instrumentId: '',
  type: 'market',
  side: 'buy',
  // Fractions, so that the engine stores these fields as doubles from the start.
  quantity: 0.5,
  filledQuantity: 0.5,
  limitPrice: undefined,
  stopPrice: undefined,
  isReduceOnly: false,
  status: 'submitted',
  tag: undefined,
});

/** Writes what an order is now. */
export const showOrder = (view: OpenOrderView, kernel: Kernel, order: Order): void => {
  const { intent, index } = order;
  view.clientOrderId = order.clientOrderId;
  view.instrumentId = intent.instrumentId;
  view.type = intent.type;
  view.side = intent.side;
  view.quantity = toUnits(kernel, index, order.quantity);
  view.filledQuantity = toUnits(kernel, index, order.filled);
  view.limitPrice = 'limitPrice' in intent ? intent.limitPrice : undefined;
  view.stopPrice = 'stopPrice' in intent ? intent.stopPrice : undefined;
  view.isReduceOnly = order.isReduceOnly;
  view.status = order.status;
  view.tag = intent.tag;
};
