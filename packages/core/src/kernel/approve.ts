import type { Order } from '../orders/order';
import type { Bracket, OrderIntent } from '../orders/order-intent';
import { isHeard, tell } from './apply-reports';
import type { Kernel } from './kernel';
import { instrumentIndex } from './portfolio-view';
import { toLots } from './smallness';
import { mustGo } from './standing-stops';

/** The only place where an order is approved. */
export const approve = (
  kernel: Kernel,
  intent: OrderIntent,
  bracket: Partial<Pick<Order, 'role' | 'entry'>> = {},
): Order => {
  const { state, plan } = kernel;
  const index = instrumentIndex(kernel, intent.instrumentId);
  const sequence = state.sequence++;
  const clientOrderId = `${plan.runId}-${sequence}`;
  const order = {
    intent,
    clientOrderId,
    sequence,
    instrument: plan.instruments[index],
    index,
    direction: intent.side === 'buy' ? 1 : -1,
    timeInForce: ('timeInForce' in intent ? intent.timeInForce : undefined) ?? 'gtc',
    isReduceOnly: intent.reduceOnly ?? false,
    role: bracket.role,
    entry: bracket.entry,
    quantity: bracket.entry === undefined ? toLots(kernel, index, intent.quantity) : 0,
    filled: 0,
    status: 'submitted',
  } as Order;
  state.openOrders.push(order);
  kernel.unsent.push(order);
  plan.log.submitted(order, state.timeMs, intent.quantity);
  if (isHeard(kernel)) {
    const { instrumentId, type, side, quantity } = intent;
    const { timeMs } = state;
    tell(kernel, {
      type: 'order-submitted',
      timeMs,
      clientOrderId,
      instrumentId,
      orderType: type,
      side,
      quantity,
      intent,
    });
  }
  return order;
};

export const approveExits = (kernel: Kernel, entry: Order, bracket: Bracket): void => {
  const { instrumentId, quantity, tag } = entry.intent;
  const side = entry.direction > 0 ? 'sell' : 'buy';
  const base = {
    instrumentId,
    side,
    quantity,
    reduceOnly: true,
    ...(tag === undefined ? undefined : { tag }),
  } as const;
  if (bracket.stopLossPrice !== undefined) {
    const intent = { type: 'stop', ...base, stopPrice: bracket.stopLossPrice } as const;
    approve(kernel, intent, { role: 'stop-loss', entry });
  }
  if (bracket.takeProfitPrice !== undefined) {
    const intent = { type: 'limit', ...base, limitPrice: bracket.takeProfitPrice } as const;
    approve(kernel, intent, { role: 'take-profit', entry });
  }
};

/** Hands over what was approved. Whoever stopped the bot on hearing of it must not find it at the venue. */
export const submitAll = (kernel: Kernel): void => {
  const { unsent, reports, state } = kernel;
  while (unsent.length > 0) {
    const order = unsent[0] as Order;
    const isStopped = state.stops.length > 0 && mustGo(kernel, order);
    unsent.shift();
    if (isStopped) reports.cancelled(order, 'halted');
    else handOver(kernel, order);
  }
};

const handOver = (kernel: Kernel, order: Order): void => {
  kernel.handedOver = order;
  try {
    kernel.session.submit(order);
  } finally {
    kernel.handedOver = undefined;
  }
};

/** Sends an order to the broker without asking guards: only for closing what a halted bot still holds. */
export const sendExit = (kernel: Kernel, intent: OrderIntent): void => {
  approve(kernel, { ...intent, reduceOnly: true }, { role: 'flatten' });
  submitAll(kernel);
};
