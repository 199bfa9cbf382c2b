import type { BookSide, OrderBook } from './order-book';
import type { OrderBookSnapshot } from './order-book-event';

const flat = (side: BookSide): number[] => {
  const levels: number[] = [];
  side.walk((price, quantity) => levels.push(price, quantity) > 0);
  return levels;
};

/**
 * Copies a book as plain data, which outlives it; `load` of another book restores it.
 *
 * - Shapes: levels are flat, best first.
 * - State: the time is 0 when the book has had no event. Texts that a book keeps with its levels are not copied.
 * - Cost: O(levels).
 *
 * @example
 * ```ts
 * import { createOrderBook, orderBookSnapshot } from '@sigmax/core';
 * const instrumentId = 'demo:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 7, bids: [98, 5, 99, 3], asks: [101, 1] });
 * const copy = orderBookSnapshot(book);
 * copy.bids; // => [99, 3, 98, 5]
 * const restored = createOrderBook({ instrumentId });
 * restored.load(copy);
 * restored.timeMs; // => 7
 * ```
 */
export const orderBookSnapshot = ({ instrumentId, timeMs, bids, asks }: OrderBook): OrderBookSnapshot => ({
  type: 'order-book-snapshot',
  instrumentId,
  timeMs: timeMs ?? 0,
  bids: flat(bids),
  asks: flat(asks),
  ...(bids.knownTo === undefined ? {} : { bidsKnownTo: bids.knownTo }),
  ...(asks.knownTo === undefined ? {} : { asksKnownTo: asks.knownTo }),
});
