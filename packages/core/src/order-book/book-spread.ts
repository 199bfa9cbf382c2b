import type { OrderBook } from './order-book';

/**
 * The distance from best bid to best ask: `ask − bid`; `undefined` while a side is empty, negative in a crossed book.
 *
 * - Units: the quote asset. Divided by `midPrice` it is a fraction.
 * - Cost: O(1).
 *
 * @example
 * ```ts
 * import { bookSpread, createOrderBook } from '@sigmax/core';
 * const instrumentId = 'demo:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids: [99, 3], asks: [101, 1] });
 * bookSpread(book); // => 2
 * ```
 */
export const bookSpread = ({ bids, asks }: OrderBook): number | undefined => {
  const bid = bids.bestPrice;
  const ask = asks.bestPrice;
  return bid === undefined || ask === undefined ? undefined : ask - bid;
};
