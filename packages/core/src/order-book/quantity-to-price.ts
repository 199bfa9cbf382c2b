import type { Side } from '../orders/order-intent';
import type { OrderBook } from './order-book';
import { requireAmount } from './require-amount';

/**
 * What a limit order of a price would meet at once: the sum of the quantities at that price and better.
 *
 * A purchase counts asks up to the price, a sale bids down to it.
 *
 * - Units: the base asset.
 * - Cost: O(levels reached).
 *
 * @throws {InvalidOptionsError} `limitPrice` is not finite and above 0.
 * @example
 * ```ts
 * import { createOrderBook, quantityToPrice } from '@sigmax/core';
 * const instrumentId = 'demo:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids: [99, 3], asks: [101, 1, 102, 4] });
 * quantityToPrice(book, 'buy', 102); // => 5
 * quantityToPrice(book, 'sell', 99.5); // => 0
 * ```
 */
export const quantityToPrice = ({ bids, asks }: OrderBook, side: Side, limitPrice: number): number => {
  requireAmount(limitPrice, 'limitPrice', 'quantityToPrice');
  let sum = 0;
  (side === 'buy' ? asks : bids).walk((price, quantity) => {
    const isReached = side === 'buy' ? price <= limitPrice : price >= limitPrice;
    if (isReached) sum += quantity;
    return isReached;
  });
  return sum;
};
