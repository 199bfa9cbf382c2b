import type { OrderBook } from './order-book';

/**
 * The middle between best bid and best ask: `(bid + ask) / 2`; `undefined` while a side is empty.
 *
 * - Units: the quote asset.
 * - Cost: O(1).
 *
 * @example
 * ```ts
 * import { createOrderBook, midPrice } from '@sigmax/core';
 * const instrumentId = 'demo:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * midPrice(book); // => undefined
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids: [99, 3], asks: [101, 1] });
 * midPrice(book); // => 100
 * ```
 */
export const midPrice = ({ bids, asks }: OrderBook): number | undefined => {
  const bid = bids.bestPrice;
  const ask = asks.bestPrice;
  return bid === undefined || ask === undefined ? undefined : (bid + ask) / 2;
};
