import type { GuardEvent } from '@sigmax/core';

/** What is left of open orders, in base, by client order id. Plain data, changed in place. */
export type OpenQuantities = Record<string, number>;

export const isOpen = (open: OpenQuantities, clientOrderId: string): boolean => Object.hasOwn(open, clientOrderId);

/** Takes off what a fill brought, and forgets an order that has ended. */
export const settle = (open: OpenQuantities, event: GuardEvent): void => {
  switch (event.type) {
    case 'order-rejected':
    case 'order-cancelled':
      delete open[event.clientOrderId];
      return;
    case 'fill': {
      const { clientOrderId, quantity } = event;
      if (!isOpen(open, clientOrderId)) return;
      const left = (open[clientOrderId] as number) - quantity;
      if (left > 1e-9 * quantity) open[clientOrderId] = left;
      else delete open[clientOrderId];
    }
  }
};
