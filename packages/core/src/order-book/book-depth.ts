import type { BookLevel, BookSide, OrderBook } from './order-book';
import { requireLevels } from './require-amount';

const best = (side: BookSide, count: number): BookLevel[] => {
  const levels: BookLevel[] = [];
  side.walk((price, quantity) => levels.push({ price, quantity }) < count);
  return levels;
};

/**
 * Copies the best levels of both sides, at most `levels` of each, best first.
 *
 * - Cost: O(levels), one object a level.
 *
 * @throws {InvalidOptionsError} `levels` is no whole number from 1.
 * @example
 * ```ts
 * import { bookDepth, createOrderBook } from '@sigmax/core';
 * const instrumentId = 'demo:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids: [99, 3, 98, 5], asks: [101, 1] });
 * bookDepth(book, 1); // => { bids: [{ price: 99, quantity: 3 }], asks: [{ price: 101, quantity: 1 }] }
 * ```
 */
export const bookDepth = (
  { bids, asks }: OrderBook,
  levels: number,
): { readonly bids: BookLevel[]; readonly asks: BookLevel[] } => {
  requireLevels(levels, 'bookDepth');
  return { bids: best(bids, levels), asks: best(asks, levels) };
};
