import type { Side } from '../orders/order-intent';
import type { OrderBook } from './order-book';
import { sweepBook } from './sweep-book';

/**
 * The average price that a market order of a quantity would get; `undefined` when the book does not hold so much.
 *
 * - Units: the quote asset, before fees.
 * - Cost: O(levels reached).
 *
 * @throws {InvalidOptionsError} `quantity` is not finite and above 0.
 * @see {@link sweepBook} for what part of it the book holds.
 * @example
 * ```ts
 * import { createOrderBook, vwapToSize } from '@sigmax/core';
 * const instrumentId = 'demo:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids: [99, 3], asks: [101, 1, 102, 4] });
 * vwapToSize(book, 'buy', 2); // => 101.5
 * vwapToSize(book, 'buy', 6); // => undefined
 * ```
 */
export const vwapToSize = (book: OrderBook, side: Side, quantity: number): number | undefined => {
  const { isFilled, averagePrice } = sweepBook(book, side, quantity);
  return isFilled ? averagePrice : undefined;
};
