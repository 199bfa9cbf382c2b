import type { BookSide, OrderBook } from './order-book';
import { requireLevels } from './require-amount';

const total = (side: BookSide, levels: number): number => {
  let sum = 0;
  let left = levels;
  side.walk((_, quantity) => {
    sum += quantity;
    return --left > 0;
  });
  return sum;
};

/**
 * How much more is bid than asked over the best levels: `(B − A) / (B + A)`, where B and A are the sums of the quantities.
 *
 * From −1, nothing bid, to 1, nothing asked; `undefined` when both sides are empty.
 *
 * - Cost: O(levels).
 * - Source: R. Cont, A. Kukanov, S. Stoikov 2014, "The price impact of order book events".
 *
 * @throws {InvalidOptionsError} `levels` is no whole number from 1.
 * @example
 * ```ts
 * import { bookImbalance, createOrderBook } from '@sigmax/core';
 * const instrumentId = 'demo:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids: [99, 3, 98, 5], asks: [101, 1, 102, 1] });
 * bookImbalance(book, 1); // => 0.5
 * bookImbalance(book, 2); // => 0.6
 * ```
 */
export const bookImbalance = ({ bids, asks }: OrderBook, levels: number): number | undefined => {
  requireLevels(levels, 'bookImbalance');
  const bid = total(bids, levels);
  const ask = total(asks, levels);
  return bid + ask > 0 ? (bid - ask) / (bid + ask) : undefined;
};
