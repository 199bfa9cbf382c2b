import { roundToStep } from '../ledger/quanta';
import type { Bracket, OrderIntent } from '../orders/order-intent';
import { type Kernel, toUnits } from './kernel';
import { instrumentIndex } from './portfolio-view';
import { toLots } from './review';

/** Why an intent is too small for its venue. */
export interface TooSmall {
  readonly code: 'BELOW_QUANTITY_STEP' | 'BELOW_PRICE_STEP' | 'BELOW_MINIMUM_QUANTITY' | 'BELOW_MINIMUM_NOTIONAL';
  readonly limit: number;
  readonly observed: number;
}

const mapValues = (bracket: Bracket, change: (price: number) => number): Bracket =>
  Object.fromEntries(Object.entries(bracket).map(([key, price]) => [key, change(price)]));

/** The lowest of an intent's prices; Infinity for a market order without a bracket. */
const lowestPrice = (intent: OrderIntent): number =>
  Math.min(
    'limitPrice' in intent ? intent.limitPrice : Number.POSITIVE_INFINITY,
    'stopPrice' in intent ? intent.stopPrice : Number.POSITIVE_INFINITY,
    ...Object.values(intent.bracket ?? {}),
  );

/**
 * Rounds an intent to what the venue accepts: quantity down to whole lots, limits away from the market (a buy down, a
 * sale up), stops to the nearest step.
 */
export const roundIntent = (kernel: Kernel, intent: OrderIntent): OrderIntent | TooSmall => {
  const index = instrumentIndex(kernel, intent.instrumentId);
  const instrument = kernel.plan.instruments[index] as (typeof kernel.plan.instruments)[number];
  const quantity = toUnits(kernel, index, toLots(kernel, index, intent.quantity));
  const { quantityStep, minimumQuantity, minimumNotional, priceStep } = instrument;
  if (!(quantity > 0)) return { code: 'BELOW_QUANTITY_STEP', limit: quantityStep, observed: intent.quantity };
  if (!(quantity >= minimumQuantity))
    return { code: 'BELOW_MINIMUM_QUANTITY', limit: minimumQuantity, observed: quantity };
  const passive = intent.side === 'buy' ? 'down' : 'up';
  const nearest = (price: number) => roundToStep(price, priceStep, 'nearest');
  const { bracket } = intent;
  const rounded: OrderIntent = {
    ...intent,
    quantity,
    ...('limitPrice' in intent ? { limitPrice: roundToStep(intent.limitPrice, priceStep, passive) } : undefined),
    ...('stopPrice' in intent ? { stopPrice: nearest(intent.stopPrice) } : undefined),
    ...(bracket === undefined ? undefined : { bracket: mapValues(bracket, nearest) }),
  };
  const lowest = lowestPrice(rounded);
  if (!(lowest > 0)) return { code: 'BELOW_PRICE_STEP', limit: priceStep, observed: lowestPrice(intent) };
  const price =
    'limitPrice' in rounded
      ? rounded.limitPrice
      : 'stopPrice' in rounded
        ? rounded.stopPrice
        : kernel.state.mark[index];
  const notional = quantity * (price as number);
  if (!(notional >= minimumNotional))
    return { code: 'BELOW_MINIMUM_NOTIONAL', limit: minimumNotional, observed: notional };
  return rounded;
};
