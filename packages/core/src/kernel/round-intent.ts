import { roundToStep } from '../ledger/quanta';
import type { Instrument } from '../market/instrument';
import { copyIntent } from '../orders/copy-intent';
import type { Bracket, OrderIntent } from '../orders/order-intent';
import { type Kernel, toUnits } from './kernel';
import { instrumentIndex } from './portfolio-view';
import { type Smallness, smallness, toLots } from './smallness';

/** Why an intent cannot be rounded to what its venue accepts. */
export type Unroundable =
  | Smallness
  | {
      readonly code: 'BELOW_PRICE_STEP' | 'ABOVE_LARGEST_QUANTITY';
      readonly limit: number;
      readonly observed: number;
    };

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
export const roundIntent = (kernel: Kernel, intent: OrderIntent): OrderIntent | Unroundable => {
  const index = instrumentIndex(kernel, intent.instrumentId);
  const { priceStep } = kernel.plan.instruments[index] as Instrument;
  const steps = toLots(kernel, index, intent.quantity);
  if (!(steps <= Number.MAX_SAFE_INTEGER)) {
    const limit = toUnits(kernel, index, Number.MAX_SAFE_INTEGER);
    return { code: 'ABOVE_LARGEST_QUANTITY', limit, observed: intent.quantity };
  }
  const quantity = toUnits(kernel, index, steps);
  const passive = intent.side === 'buy' ? 'down' : 'up';
  const nearest = (price: number) => roundToStep(price, priceStep, 'nearest');
  const rounded = copyIntent(intent);
  rounded.quantity = quantity;
  if ('limitPrice' in rounded) rounded.limitPrice = roundToStep(rounded.limitPrice, priceStep, passive);
  if ('stopPrice' in rounded) rounded.stopPrice = nearest(rounded.stopPrice);
  if (rounded.bracket !== undefined) rounded.bracket = mapValues(rounded.bracket, nearest);
  if (!(quantity > 0)) return { ...(smallness(kernel, rounded) as Smallness), observed: intent.quantity };
  if (!(lowestPrice(rounded) > 0)) return { code: 'BELOW_PRICE_STEP', limit: priceStep, observed: lowestPrice(intent) };
  return smallness(kernel, rounded) ?? rounded;
};
