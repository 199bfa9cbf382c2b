import { countSteps, type StepFraction } from '../ledger/quanta';
import type { Instrument } from '../market/instrument';
import type { OrderIntent } from '../orders/order-intent';
import type { Kernel } from './kernel';
import { instrumentIndex } from './portfolio-view';

/** Why an order is too small for its venue. */
export interface Smallness {
  readonly code: 'BELOW_QUANTITY_STEP' | 'BELOW_MINIMUM_QUANTITY' | 'BELOW_MINIMUM_NOTIONAL';
  readonly limit: number;
  readonly observed: number;
}

/** A quantity rounded down to whole lots, in base steps. */
export const toLots = (kernel: Kernel, instrument: number, quantity: number): number =>
  countSteps(quantity, kernel.quantityStep[instrument] as StepFraction, 'down') * (kernel.lot[instrument] as number);

/** What an order's value is judged by: its limit, else its stop, else the last price. */
const priceOf = (kernel: Kernel, intent: OrderIntent, index: number): number => {
  if ('limitPrice' in intent) return intent.limitPrice;
  return 'stopPrice' in intent ? intent.stopPrice : (kernel.state.mark[index] as number);
};

/** Says why a quantity of whole lots at a price is too small for its venue; `undefined` when it is not. */
export const smallnessAt = (kernel: Kernel, index: number, quantity: number, price: number): Smallness | undefined => {
  const { quantityStep, minimumQuantity, minimumNotional } = kernel.plan.instruments[index] as Instrument;
  if (!(quantity > 0)) return { code: 'BELOW_QUANTITY_STEP', limit: quantityStep, observed: quantity };
  if (!(quantity >= minimumQuantity)) {
    return { code: 'BELOW_MINIMUM_QUANTITY', limit: minimumQuantity, observed: quantity };
  }
  const notional = quantity * price;
  return notional >= minimumNotional
    ? undefined
    : { code: 'BELOW_MINIMUM_NOTIONAL', limit: minimumNotional, observed: notional };
};

/** Says why an intent of whole lots is too small for its venue; `undefined` when it is not. */
export const smallness = (kernel: Kernel, intent: OrderIntent): Smallness | undefined => {
  const index = instrumentIndex(kernel, intent.instrumentId);
  return smallnessAt(kernel, index, intent.quantity, priceOf(kernel, intent, index));
};
