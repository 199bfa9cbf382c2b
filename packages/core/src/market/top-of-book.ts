import type { Side } from '../orders/order-intent';
import type { Quote } from './quote';

/** The price at which a quote takes a whole market order; `undefined` when it is too thin, or there is none. */
export const topOfBook = (quote: Quote | undefined, side: Side, quantity: number): number | undefined => {
  if (quote === undefined) return undefined;
  const [price, available] = side === 'buy' ? [quote.ask, quote.askQuantity] : [quote.bid, quote.bidQuantity];
  return quantity <= available && price > 0 && price < Infinity ? price : undefined;
};
