import { BrokerError } from '../errors';
import type { GuardEvent } from '../guard/guard';
import { bookFill, fromQuanta } from '../ledger/ledger';
import { bookFunding, coverLoss } from '../ledger/settle';
import type { Order } from '../orders/order';
import { isFinalStatus, nextOrderStatus, type OrderReport, type OrderStatus } from '../orders/order-status';
import type { BrokerReports } from '../simulation/broker';
import { type Kernel, refreshUnits, toUnits } from './kernel';
import { liquidationOrder } from './liquidation-order';

/** A guard's new state; one that comes later is none, and the guard would be asked with nothing in hand. */
export const requireData = (state: unknown): unknown => {
  if (typeof state === 'object' && state !== null && 'then' in state)
    throw new TypeError('A guard cannot be asynchronous.');
  return state;
};

/** Whether an event has to be made as an object: somebody keeps it, hears it or guards by it. */
export const isHeard = (kernel: Kernel): boolean => kernel.plan.log.isHeard || kernel.hasObservers;

/** Passes an event on to the log's listeners, and to the guards at once or, while the broker reports, after marking. */
export const tell = (kernel: Kernel, event: Exclude<GuardEvent, { readonly type: 'snapshot' }>): void => {
  const { state, plan, portfolio } = kernel;
  if (plan.log.isHeard) plan.log.tell(event);
  if (!kernel.hasObservers) return;
  if (state.isMatching) {
    state.untold.push(event);
    return;
  }
  for (let index = 0; index < plan.guards.length; index++) {
    const guard = plan.guards[index];
    if (guard?.update === undefined) continue;
    try {
      state.guards[index] = requireData(guard.update(state.guards[index], event, portfolio));
    } catch {
      state.failedGuard = guard.name;
    }
  }
};

/** The status that a report leads to. An order that has filled cannot turn out rejected, even if it was lost meanwhile. */
const statusAfter = (order: Order, report: OrderReport): OrderStatus =>
  nextOrderStatus(report === 'reject' && order.filled > 0 ? 'partially-filled' : order.status, report);

const advance = (kernel: Kernel, order: Order, status: OrderStatus): void => {
  order.status = status;
  if (!isFinalStatus(status)) return;
  const { openOrders } = kernel.state;
  const index = openOrders.indexOf(order);
  if (index === openOrders.length - 1) openOrders.pop();
  else if (index >= 0) openOrders.splice(index, 1);
};

const identity = ({ clientOrderId, intent }: Order) => ({ clientOrderId, instrumentId: intent.instrumentId });

/**
 * The kernel's ear: each report moves the ledger, the order's state and the log, all of them or none.
 *
 * @throws {BrokerError} a report that cannot follow the order's state, or more filled than ordered.
 */
export const applyReports = (kernel: Kernel): BrokerReports => {
  const reports: BrokerReports = {
    accepted: (order) => {
      advance(kernel, order, statusAfter(order, 'accept'));
      const { timeMs } = kernel.state;
      kernel.plan.log.accepted(order, timeMs);
      if (isHeard(kernel)) tell(kernel, { type: 'order-accepted', timeMs, ...identity(order) });
    },
    rejected: (order, code) => {
      advance(kernel, order, statusAfter(order, 'reject'));
      const { timeMs } = kernel.state;
      kernel.state.rejectedCount += 1;
      kernel.plan.log.rejected(order, timeMs, code);
      if (isHeard(kernel)) tell(kernel, { type: 'order-rejected', timeMs, ...identity(order), code });
    },
    cancelled: (order, reason) => {
      advance(kernel, order, statusAfter(order, 'cancel'));
      const { timeMs } = kernel.state;
      const filledQuantity = toUnits(kernel, order.index, order.filled);
      kernel.plan.log.cancelled(order, timeMs, filledQuantity, reason);
      if (isHeard(kernel))
        tell(kernel, { type: 'order-cancelled', timeMs, ...identity(order), reason, filledQuantity });
    },
    filled: (order, execution) => {
      const { state, plan } = kernel;
      const { ledger } = state;
      const { index: instrument, direction } = order;
      const { quantity, notional, feeAsset, fee } = execution;
      if (!(quantity > 0 && order.filled + quantity <= order.quantity)) {
        throw new BrokerError({
          code: 'OVERFILL',
          message: `Order ${order.clientOrderId} was filled ${quantity} steps with ${order.quantity - order.filled} left.`,
          remedy: 'Reconcile with the venue before going on.',
          context: { clientOrderId: order.clientOrderId, quantity, filled: order.filled, ordered: order.quantity },
        });
      }
      const filled = order.filled + quantity;
      // The exits of a bracket grow with their entry, so a full fill of one may not be its last.
      const isWhole = filled === order.quantity && (order.entry === undefined || isFinalStatus(order.entry.status));
      // Asked for before the ledger changes, and set after it has: both may refuse.
      const status = statusAfter(order, isWhole ? 'fill-rest' : 'fill');
      const realised = bookFill(ledger, instrument, direction * quantity, notional, feeAsset, fee);
      refreshUnits(kernel);
      order.filled = filled;
      advance(kernel, order, status);
      const feeValue = fromQuanta(ledger, feeAsset, fee) * (state.assetValue[feeAsset] as number);
      plan.log.fill(order, state.timeMs, execution, realised);
      kernel.fills.push(order, execution, state.timeMs, realised, feeValue);
      if (isHeard(kernel)) tell(kernel, kernel.fills.at(kernel.fills.length - 1));
    },
    funded: (instrument, quanta, rate) => {
      const { state, plan } = kernel;
      const { ledger, timeMs } = state;
      bookFunding(ledger, instrument, quanta);
      refreshUnits(kernel);
      const quote = ledger.quoteIndex[instrument] as number;
      const amount = fromQuanta(ledger, quote, quanta);
      state.fundingPnl += amount * (state.assetValue[quote] as number);
      const instrumentId = ledger.instrumentIds[instrument] as string;
      const event = { type: 'funding-paid', timeMs, instrumentId, rate, amount } as const;
      plan.log.fundingPaid(event);
      tell(kernel, event);
    },
    liquidated: (instrument, execution) => {
      const { state, plan } = kernel;
      const { ledger, timeMs } = state;
      state.liquidationCount += 1;
      const order = liquidationOrder(kernel, instrument, execution.quantity);
      const quantity = toUnits(kernel, instrument, ledger.quantity[instrument] as number);
      const { price } = execution;
      plan.log.liquidated(order, timeMs, quantity, price);
      if (isHeard(kernel)) {
        tell(kernel, { type: 'position-liquidated', timeMs, ...identity(order), quantity, price });
      }
      reports.filled(order, execution);
    },
    settled: (asset) => {
      const { state, plan } = kernel;
      const { ledger, timeMs } = state;
      const loss = coverLoss(ledger, asset);
      if (loss === 0) return;
      refreshUnits(kernel);
      const name = ledger.assets[asset] as string;
      const event = { type: 'loss-covered', timeMs, asset: name, amount: fromQuanta(ledger, asset, loss) } as const;
      plan.log.lossCovered(event);
      tell(kernel, event);
    },
  };
  return reports;
};
