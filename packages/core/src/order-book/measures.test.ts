import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import {
  bookDepth,
  bookImbalance,
  bookSpread,
  createOrderBook,
  microPrice,
  midPrice,
  type OrderBookSnapshot,
  quantityToPrice,
  sweepBook,
  vwapToSize,
} from '.';

const instrumentId = 'demo:BTC/USDT';
const bookOf = (bids: number[], asks: number[], more: Partial<OrderBookSnapshot> = {}) => {
  const book = createOrderBook({ instrumentId });
  book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids, asks, ...more });
  return book;
};

describe('measures of a book', () => {
  const book = bookOf([99, 3, 98, 5], [101, 1, 102, 4]);

  test('worked by hand', () => {
    expect(midPrice(book)).toBe(100);
    expect(bookSpread(book)).toBe(2);
    expect(microPrice(book)).toBe((99 * 1 + 101 * 3) / 4);
    expect(bookImbalance(book, 1)).toBe(0.5);
    expect(bookImbalance(book, 99)).toBe(3 / 13);
    expect(bookDepth(book, 2).asks).toEqual([
      { price: 101, quantity: 1 },
      { price: 102, quantity: 4 },
    ]);
    expect(sweepBook(book, 'buy', 3)).toEqual({
      quantity: 3,
      cost: 101 + 2 * 102,
      averagePrice: 305 / 3,
      worstPrice: 102,
      levels: 2,
      isFilled: true,
      reachesUnknown: false,
    });
    expect(sweepBook(book, 'sell', 3)).toMatchObject({ cost: 297, worstPrice: 99, levels: 1, isFilled: true });
    expect(sweepBook(book, 'sell', 9)).toMatchObject({ quantity: 8, cost: 787, isFilled: false, worstPrice: 98 });
    expect(vwapToSize(book, 'sell', 8)).toBe(787 / 8);
    expect(vwapToSize(book, 'sell', 8.1)).toBeUndefined();
    expect(quantityToPrice(book, 'buy', 101.5)).toBe(1);
    expect(quantityToPrice(book, 'buy', 100)).toBe(0);
    expect(quantityToPrice(book, 'sell', 98)).toBe(8);
  });

  test('of an empty side are undefined, never NaN', () => {
    const empty = bookOf([], []);
    const bidOnly = bookOf([99, 3], []);
    for (const measure of [midPrice, microPrice, bookSpread]) {
      expect(measure(empty)).toBeUndefined();
      expect(measure(bidOnly)).toBeUndefined();
    }
    expect(bookImbalance(empty, 5)).toBeUndefined();
    expect(bookImbalance(bidOnly, 5)).toBe(1);
    expect(sweepBook(empty, 'buy', 1)).toEqual({
      quantity: 0,
      cost: 0,
      averagePrice: undefined,
      worstPrice: undefined,
      levels: 0,
      isFilled: false,
      reachesUnknown: false,
    });
    expect(bookDepth(empty, 1)).toEqual({ bids: [], asks: [] });
  });

  test('stay finite at the largest numbers that a book takes', () => {
    const large = bookOf([1e99, 1e100], [1e100, 1e100]);
    expect(bookImbalance(large, 1)).toBe(0);
    expect(microPrice(large)).toBe(1e99 + (1e100 - 1e99) / 2);
    expect(sweepBook(large, 'buy', 1e101).cost).toBe(1e200);
  });

  test('a sweep says when it goes where the book is not known', () => {
    const partial = bookOf([99, 3, 98, 5], [101, 1, 102, 4, 110, 1], { bidsKnownTo: 98, asksKnownTo: 102 });
    expect(sweepBook(partial, 'sell', 8).reachesUnknown).toBe(false);
    expect(sweepBook(partial, 'sell', 9).reachesUnknown).toBe(true);
    expect(sweepBook(partial, 'buy', 5).reachesUnknown).toBe(false);
    expect(sweepBook(partial, 'buy', 5.5).reachesUnknown).toBe(true);
  });

  test('arguments are checked', () => {
    for (const wrong of [0, -1, Number.NaN, 1.5, Number.POSITIVE_INFINITY]) {
      expect(() => bookImbalance(book, wrong)).toThrow(`bookImbalance: levels was ${wrong}`);
      expect(() => bookDepth(book, wrong)).toThrow(`bookDepth: levels was ${wrong}`);
    }
    for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => sweepBook(book, 'buy', wrong)).toThrow(`sweepBook: quantity was ${wrong}`);
      expect(() => quantityToPrice(book, 'buy', wrong)).toThrow(`quantityToPrice: limitPrice was ${wrong}`);
    }
  });
});

/** Whole numbers below 2^26, so that sums and products are exact whatever the order of adding. */
const sideOf = (min: number, max: number) =>
  fc.uniqueArray(fc.tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 1_000 })), {
    minLength: 1,
    maxLength: 30,
    selector: ([price]) => price,
  });

test('a sweep is what unit after unit would pay', () => {
  fc.assert(
    fc.property(sideOf(1, 500), sideOf(501, 1_000), fc.integer({ min: 1, max: 20_000 }), (bids, asks, quantity) => {
      const book = bookOf(bids.flat(), asks.flat());
      for (const side of ['buy', 'sell'] as const) {
        const queue = side === 'buy' ? asks.toSorted(([a], [b]) => a - b) : bids.toSorted(([a], [b]) => b - a);
        const units = queue.flatMap(([price, held]) => Array.from({ length: held }, () => price)).slice(0, quantity);
        const cost = units.reduce((sum, price) => sum + price, 0);
        const worstPrice = units.at(-1) as number;
        expect(sweepBook(book, side, quantity)).toMatchObject({
          quantity: units.length,
          cost,
          worstPrice,
          isFilled: units.length === quantity,
        });
        expect(vwapToSize(book, side, quantity)).toBe(units.length === quantity ? cost / quantity : undefined);
        expect(quantityToPrice(book, side, worstPrice)).toBeGreaterThanOrEqual(units.length);
      }
    }),
    profile(100, 3_000),
  );
});

test('decimals that do not add up in binary fill all the same', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 20 }), (thousandths) => {
      const asks = thousandths.flatMap((quantity, index) => [100 + index, quantity / 1_000]);
      const total = thousandths.reduce((sum, quantity) => sum + quantity, 0) / 1_000;
      expect(sweepBook(bookOf([], asks), 'buy', total).isFilled).toBe(true);
    }),
    profile(300, 30_000),
  );
});
