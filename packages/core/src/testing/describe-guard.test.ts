import { type Guard, pass } from '../guard/guard';
import { describeGuard } from './describe-guard';

/** At most some orders a day: an example with state that delays. */
const ordersPerDay = (limit: number): Guard<{ day: number; orders: number }> => ({
  name: 'orders-per-day',
  initial: { day: 0, orders: 0 },
  update: (state, event) => {
    const day = Math.floor(event.timeMs / 86_400_000);
    const orders = (day === state.day ? state.orders : 0) + (event.type === 'order-submitted' ? 1 : 0);
    return { day, orders };
  },
  check: (_, __, { orders }) =>
    orders < limit ? pass : { type: 'delay', code: 'ORDERS_ABOVE_LIMIT', limit, observed: orders },
});

describeGuard({ name: 'orders per day', make: () => ordersPerDay(3), reads: [] });

describeGuard({
  name: 'maximum quantity',
  make: () => ({
    name: 'maximum-quantity',
    initial: undefined,
    check: ({ quantity }) =>
      quantity > 0 && quantity <= 5 ? pass : { type: 'deny', code: 'QUANTITY_ABOVE_LIMIT', limit: 5, observed: 0 },
  }),
  reads: ['quantity'],
});
