import type { Quote } from '../market/quote';
import type { Feature } from './feature';

const ofLastQuote = (name: string, read: (quote: Top) => number | undefined): Feature => ({
  name,
  parameters: {},
  start: () => {
    const top: Top = { bid: 0, bidQuantity: 0, ask: 0, askQuantity: 0 };
    return {
      quote: ({ bid, bidQuantity, ask, askQuantity }) => {
        top.bid = bid;
        top.bidQuantity = bidQuantity;
        top.ask = ask;
        top.askQuantity = askQuantity;
      },
      value: () => (top.ask > 0 ? read(top) : undefined),
    };
  },
});

type Top = { -readonly [Field in 'bid' | 'bidQuantity' | 'ask' | 'askQuantity']: Quote[Field] };

/** The middle of a quote, halved first so that no sum of prices can overflow. */
export const midOf = ({ bid, ask }: Top | Quote): number => bid / 2 + ask / 2;

/** Features of the last quote alone. A quote stands until the next, however old it is. */
export const topFeatures: readonly Feature[] = [
  ofLastQuote('mid', midOf),
  ofLastQuote('microPrice', (top) => {
    const total = top.bidQuantity + top.askQuantity;
    return total > 0 ? top.bid + (top.ask - top.bid) * (top.bidQuantity / total) : midOf(top);
  }),
  ofLastQuote('spread', ({ bid, ask }) => ask - bid),
  ofLastQuote('spreadBps', (top) => ((top.ask - top.bid) / midOf(top)) * 10_000),
  ofLastQuote('bidQuantity', ({ bidQuantity }) => bidQuantity),
  ofLastQuote('askQuantity', ({ askQuantity }) => askQuantity),
  ofLastQuote('imbalance', ({ bidQuantity, askQuantity }) => {
    const total = bidQuantity + askQuantity;
    return total > 0 ? (bidQuantity - askQuantity) / total : undefined;
  }),
];
