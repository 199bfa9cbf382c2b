import { expect, it } from 'vitest';
import type { Quote } from './quote';
import { topOfBook } from './top-of-book';

const quote: Quote = {
  type: 'quote',
  instrumentId: 'demo:BTC/USDT',
  timeMs: 0,
  bid: 99,
  bidQuantity: 2,
  ask: 101,
  askQuantity: 3,
};

it('is the ask for a purchase and the bid for a sale, as far as they reach', () => {
  expect(topOfBook(quote, 'buy', 3)).toBe(101);
  expect(topOfBook(quote, 'buy', 3.001)).toBeUndefined();
  expect(topOfBook(quote, 'sell', 2)).toBe(99);
  expect(topOfBook(quote, 'sell', 2.001)).toBeUndefined();
});

it('is not known without a quote, or with a broken one', () => {
  expect(topOfBook(undefined, 'buy', 1)).toBeUndefined();
  for (const broken of [Number.NaN, 0, -1, Infinity]) {
    expect(topOfBook({ ...quote, ask: broken }, 'buy', 1)).toBeUndefined();
    expect(topOfBook({ ...quote, askQuantity: Number.NaN }, 'buy', 1)).toBeUndefined();
  }
  expect(topOfBook(quote, 'buy', Number.NaN)).toBeUndefined();
});
