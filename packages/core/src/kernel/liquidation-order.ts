import type { Order } from '../orders/order';
import { type Kernel, toUnits } from './kernel';

/** The venue's own order that closes `quantity` base steps of a position. No guard sees it: nobody can refuse it. */
export const liquidationOrder = (kernel: Kernel, instrument: number, quantity: number): Order => {
  const { state, plan } = kernel;
  const sequence = state.sequence++;
  const isLong = (state.ledger.quantity[instrument] as number) > 0;
  const order = {
    intent: {
      type: 'market',
      instrumentId: state.ledger.instrumentIds[instrument],
      side: isLong ? 'sell' : 'buy',
      quantity: toUnits(kernel, instrument, quantity),
      reduceOnly: true,
    },
    clientOrderId: `${plan.runId}-${sequence}`,
    sequence,
    instrument: plan.instruments[instrument],
    index: instrument,
    direction: isLong ? -1 : 1,
    timeInForce: 'gtc',
    isReduceOnly: true,
    role: 'liquidation',
    entry: undefined,
    quantity,
    filled: 0,
    status: 'accepted',
  };
  // Approval is a type that guards alone can make, and this order asks for none.
  return order as unknown as Order;
};
