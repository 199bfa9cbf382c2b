import type { OrderBook } from './order-book';

/**
 * The middle weighted by the opposite quantities: `(bid · askQuantity + ask · bidQuantity) / (bidQuantity + askQuantity)`.
 *
 * More to buy than to sell at the best prices puts it nearer to the ask. `undefined` while a side is empty.
 *
 * - Units: the quote asset.
 * - Cost: O(1).
 * - Source: J. Gatheral, R. Oomen 2010, "Zero-intelligence realized variance estimation", where it has this name.
 *
 * @example
 * ```ts
 * import { createOrderBook, microPrice } from '@sigmax/core';
 * const instrumentId = 'demo:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids: [99, 3], asks: [101, 1] });
 * microPrice(book); // => 100.5
 * ```
 */
export const microPrice = ({ bids, asks }: OrderBook): number | undefined => {
  const bid = bids.bestPrice;
  const ask = asks.bestPrice;
  if (bid === undefined || ask === undefined) return undefined;
  const bidQuantity = bids.bestQuantity as number;
  const askQuantity = asks.bestQuantity as number;
  // As a share of the spread, so that no product of price and quantity can overflow.
  return bid + (ask - bid) * (bidQuantity / (bidQuantity + askQuantity));
};
