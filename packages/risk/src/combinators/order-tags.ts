import type { GuardEvent, OrderShrunk } from '@sigmax/core';
import { isOpen, type OpenQuantities, settle } from '../guards/open-orders';

/** Whose tag an event is about that names an order only. Plain data, changed in place. */
export interface OrderTags {
  readonly open: OpenQuantities;
  readonly tags: Record<string, string>;
  /** An order was made smaller and has not left yet: the event does not say which. */
  shrunk: OrderShrunk | undefined;
}

export const noOrders = (): OrderTags => ({ open: {}, tags: {}, shrunk: undefined });

/** What an order event is about; `undefined` for an event that is about no order. */
export interface OrderOf {
  readonly instrumentId: string;
  readonly tag: string | undefined;
}

/** Follows the orders of a bot and says which one an event is about. */
export const orderOf = (orders: OrderTags, event: GuardEvent): OrderOf | undefined => {
  switch (event.type) {
    case 'order-submitted': {
      const { clientOrderId, quantity, instrumentId, intent } = event;
      orders.open[clientOrderId] = quantity;
      if (intent.tag !== undefined) orders.tags[clientOrderId] = intent.tag;
      return { instrumentId, tag: intent.tag };
    }
    case 'order-denied':
    case 'order-delayed':
      return { instrumentId: event.instrumentId, tag: event.intent.tag };
    case 'order-accepted':
    case 'order-rejected':
    case 'order-cancelled':
    case 'cancel-failed':
    case 'fill': {
      const { clientOrderId, instrumentId } = event;
      const told = event.type === 'fill' ? event.tag : undefined;
      const tag = told ?? (Object.hasOwn(orders.tags, clientOrderId) ? orders.tags[clientOrderId] : undefined);
      settle(orders.open, event);
      if (!isOpen(orders.open, clientOrderId)) delete orders.tags[clientOrderId];
      return { instrumentId, tag };
    }
    default:
      return undefined;
  }
};
