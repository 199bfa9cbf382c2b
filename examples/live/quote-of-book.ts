import type { OrderBook, Quote } from '@sigmax/core';

/** The best prices of a book; `undefined` while a side is empty. */
export const quoteOfBook = ({ instrumentId, timeMs, bids, asks }: OrderBook): Quote | undefined => {
  const { bestPrice: bid, bestQuantity: bidQuantity } = bids;
  const { bestPrice: ask, bestQuantity: askQuantity } = asks;
  if (timeMs === undefined || bid === undefined || ask === undefined) return undefined;
  return {
    type: 'quote',
    instrumentId,
    timeMs,
    bid,
    bidQuantity: bidQuantity ?? 0,
    ask,
    askQuantity: askQuantity ?? 0,
  };
};
