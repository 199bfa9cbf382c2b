import type { VenueOrder } from '../account/venue-order';
import { decimalText } from '../decimal-text';

/** An order's figures as texts. */
export interface OrderTexts {
  readonly price: string;
  readonly quantity: string;
  readonly filled: string;
  readonly left: string;
  readonly turnover: string;
  /** Average price of its fills, cut to eight more places; `0` when it has none. */
  readonly average: string;
}

export const orderTexts = (order: VenueOrder): OrderTexts => {
  const { priceDecimals, quantityDecimals } = order.market.instrument;
  const { filledSteps, turnover } = order;
  const scaled = filledSteps === 0 ? 0n : (turnover * 100_000_000n) / BigInt(filledSteps);
  return {
    price: decimalText(order.ticks ?? 0, priceDecimals),
    quantity: decimalText(order.steps, quantityDecimals),
    filled: decimalText(filledSteps, quantityDecimals),
    left: decimalText(order.steps - filledSteps, quantityDecimals),
    turnover: decimalText(turnover, priceDecimals + quantityDecimals),
    average: filledSteps === 0 ? '0' : decimalText(scaled, priceDecimals + 8),
  };
};
