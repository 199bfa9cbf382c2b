import { describe, expect, test } from 'vitest';
import { createOrderBook, type OrderBookDelta, type OrderBookSnapshot, orderBookSnapshot } from '.';

const instrumentId = 'demo:BTC/USDT';
const snapshot = (fields: Partial<OrderBookSnapshot> = {}): OrderBookSnapshot => ({
  type: 'order-book-snapshot',
  instrumentId,
  timeMs: 100,
  bids: [99, 3, 98, 5],
  asks: [101, 1, 102, 4],
  ...fields,
});
const delta = (fields: Partial<OrderBookDelta> = {}): OrderBookDelta => ({
  type: 'order-book-delta',
  instrumentId,
  timeMs: 101,
  bids: [],
  asks: [],
  ...fields,
});
const loaded = (options: { maximumLevels?: number } = {}) => {
  const book = createOrderBook({ instrumentId, ...options });
  book.load(snapshot());
  return book;
};
const codeOf = (action: () => void): string | undefined => {
  try {
    action();
    return undefined;
  } catch (error) {
    return `${(error as Error).name} ${(error as { code?: string }).code}`;
  }
};

describe('an order book', () => {
  test('is empty at first', () => {
    const book = createOrderBook({ instrumentId });
    expect([book.timeMs, book.bids.bestPrice, book.asks.bestQuantity, book.bids.worstPrice, book.isCrossed]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      false,
    ]);
  });

  test('inserts, changes and removes levels', () => {
    const book = loaded();
    book.apply(delta({ bids: [99.5, 1, 98, 0, 97, 0], asks: [101, 9] }));
    expect(orderBookSnapshot(book)).toEqual(snapshot({ timeMs: 101, bids: [99.5, 1, 99, 3], asks: [101, 9, 102, 4] }));
  });

  test('a snapshot replaces everything, and may be older', () => {
    const book = loaded();
    book.load(snapshot({ timeMs: 5, bids: [10, 1], asks: [], bidsKnownTo: 10 }));
    expect(orderBookSnapshot(book)).toEqual(snapshot({ timeMs: 5, bids: [10, 1], asks: [], bidsKnownTo: 10 }));
    book.load(snapshot());
    expect(book.bids.knownTo).toBeUndefined();
  });

  test('with a limit a level may leave for the moment of one event only', () => {
    const book = loaded({ maximumLevels: 2 });
    book.apply(delta({ bids: [98.5, 7, 99, 0] }));
    expect(orderBookSnapshot(book).bids).toEqual([98.5, 7, 98, 5]);
    book.apply(delta({ bids: [99, 2] }));
    expect(orderBookSnapshot(book).bids).toEqual([99, 2, 98.5, 7]);
    expect([book.bids.knownTo, book.asks.knownTo]).toEqual([98.5, 102]);
    book.apply(delta({ bids: [99, 0] }));
    expect(book.bids.knownTo).toBeUndefined();
  });

  test.each<[string, Partial<OrderBookDelta>, string]>([
    ['a price that is NaN', { bids: [Number.NaN, 1] }, 'NOT_FINITE'],
    ['an infinite price', { asks: [Number.POSITIVE_INFINITY, 1] }, 'NOT_FINITE'],
    ['an infinite quantity', { asks: [101, Number.POSITIVE_INFINITY] }, 'NOT_FINITE'],
    ['a quantity that is NaN', { asks: [101, 1, 103, Number.NaN] }, 'NOT_FINITE'],
    ['a price of 0', { bids: [0, 1] }, 'NOT_POSITIVE'],
    ['a negative price', { bids: [-1, 1] }, 'NOT_POSITIVE'],
    ['a negative quantity', { bids: [98, 1, 99, -1] }, 'NEGATIVE_QUANTITY'],
    ['too large a quantity', { bids: [98, 1e101] }, 'TOO_LARGE'],
    ['a price alone', { bids: [98, 1, 99] }, 'ODD_LEVELS'],
    ['an earlier time', { timeMs: 99 }, 'OUT_OF_ORDER'],
    ['a time that is NaN', { timeMs: Number.NaN }, 'NOT_FINITE'],
    ['another instrument', { instrumentId: 'demo:ETH/USDT' }, 'WRONG_INSTRUMENT'],
    ['a snapshot', { type: 'order-book-snapshot' as 'order-book-delta' }, 'WRONG_EVENT'],
  ])('%s is refused and changes nothing', (_, fields, code) => {
    const book = loaded();
    const before = orderBookSnapshot(book);
    expect(codeOf(() => book.apply(delta({ asks: [101, 7], ...fields })))).toBe(`DataError ${code}`);
    expect(orderBookSnapshot(book)).toEqual(before);
  });

  test.each<[string, Partial<OrderBookSnapshot>, string]>([
    ['a negative quantity', { asks: [101, -1] }, 'NEGATIVE_QUANTITY'],
    ['a border that is no price', { bidsKnownTo: Number.NaN }, 'NOT_FINITE'],
    ['a border below 0', { asksKnownTo: -1 }, 'NOT_FINITE'],
  ])('a snapshot with %s is refused and changes nothing', (_, fields, code) => {
    const book = loaded();
    const before = orderBookSnapshot(book);
    expect(codeOf(() => book.load(snapshot({ bids: [1, 1], ...fields })))).toBe(`DataError ${code}`);
    expect(orderBookSnapshot(book)).toEqual(before);
  });

  test('a delta that crosses the book says so and leaves it crossed; a crossed snapshot leaves it empty', () => {
    const book = loaded();
    expect(codeOf(() => book.apply(delta({ bids: [101, 1] })))).toBe('DataError CROSSED_BOOK');
    expect(book.isCrossed).toBe(true);
    expect(codeOf(() => book.load(snapshot({ bids: [103, 1] })))).toBe('DataError CROSSED_BOOK');
    expect([book.bids.length, book.asks.length, book.isCrossed]).toEqual([0, 0, false]);
    book.load(snapshot());
    expect(book.isCrossed).toBe(false);
  });

  test('a message names the level, the numbers and the remedy', () => {
    expect(() => loaded().apply(delta({ bids: [98, 1, 97, -2] }))).toThrow(
      'demo:BTC/USDT, bid level 1: quantity at 97 was -2. Give the quantity that the price holds, or 0 to take it out.',
    );
    expect(() => loaded().apply(delta({ bids: [102.5, 1] }))).toThrow(
      'demo:BTC/USDT: best bid 102.5 was not below best ask 101. A change was lost: load a new snapshot.',
    );
  });

  test('options are checked', () => {
    expect(() => createOrderBook({ instrumentId: '' })).toThrow('instrumentId');
    expect(() => createOrderBook({ instrumentId, maximumLevels: 0 })).toThrow('maximumLevels was 0');
    expect(() => createOrderBook({ instrumentId, depth: 5 } as never)).toThrow('no such option');
  });

  test('walking stops when it is told to', () => {
    const seen: number[] = [];
    loaded().bids.walk((price) => seen.push(price) < 1);
    expect(seen).toEqual([99]);
  });
});
