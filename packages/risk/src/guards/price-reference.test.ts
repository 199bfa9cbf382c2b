import type { GuardEvent, Quote } from '@sigmax/core';
import { bar, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import {
  followReference,
  type PriceReference,
  priceReference,
  type ReferenceState,
  referenceAgeMs,
  referencePrice,
} from './price-reference';

const id = 'demo:BTC/USDT';
const snapshot = (close: number, timeMs = 0, instrumentId = id): GuardEvent => ({
  type: 'snapshot',
  timeMs,
  bars: [bar({ instrumentId, timeMs, close })],
});
const told = (value: unknown, timeMs = 0, name = 'venues'): GuardEvent => ({
  type: 'control',
  timeMs,
  control: { type: 'observed', name, value },
});
const after = (reference: PriceReference, ...events: GuardEvent[]): ReferenceState => {
  const state: ReferenceState = {};
  for (const event of events) followReference(state, reference, event);
  return state;
};
const priced = (reference: PriceReference, events: GuardEvent[], fields: PortfolioFields = {}) =>
  referencePrice(after(reference, ...events), reference, id, portfolioOf(fields));
const aged = (reference: PriceReference, events: GuardEvent[], fields: PortfolioFields) =>
  referenceAgeMs(after(reference, ...events), reference, id, portfolioOf(fields));

describe('the last price', () => {
  it('is the portfolio’s, as old as its bar', () => {
    expect(priced('last', [snapshot(99)], { price: { [id]: 100 } })).toBe(100);
    expect(aged('last', [snapshot(99, 100), snapshot(5, 170, 'demo:ETH/USDT')], { timeMs: 200 })).toBe(100);
  });

  it('is none before the first bar, or when it is broken', () => {
    expect(priced('last', [], { price: { [id]: 100 } })).toBeUndefined();
    expect(aged('last', [], { timeMs: 5 })).toBeNaN();
    for (const price of [Number.NaN, Infinity, 0, -1]) {
      expect(priced('last', [snapshot(100)], { price: { [id]: price } })).toBeUndefined();
    }
  });
});

describe('the middle of the quote', () => {
  const quote = (fields: Partial<Quote> = {}): PortfolioFields => ({
    timeMs: 50,
    quote: {
      [id]: {
        type: 'quote',
        instrumentId: id,
        timeMs: 20,
        bid: 99,
        bidQuantity: 1,
        ask: 103,
        askQuantity: 1,
        ...fields,
      },
    },
  });

  it('is between bid and ask, as old as the quote', () => {
    expect(priced('mid', [], quote())).toBe(101);
    expect(priced('mid', [], quote({ ask: 99 }))).toBe(99);
    expect(aged('mid', [], quote())).toBe(30);
    expect(aged('mid', [], quote({ timeMs: 80 }))).toBe(30);
    expect(aged('mid', [], {})).toBeNaN();
  });

  it('is none without a quote, or with one crossed or broken', () => {
    expect(priced('mid', [], {})).toBeUndefined();
    for (const fields of [
      { ask: 98 },
      { bid: 0 },
      { bid: Number.NaN },
      { ask: Number.NaN },
      { ask: Infinity },
      { bid: -1 },
    ]) {
      expect(priced('mid', [], quote(fields))).toBeUndefined();
    }
  });
});

describe('the median of closes', () => {
  const closes = (...values: number[]) => values.map((close, index) => snapshot(close, index));

  it('is the middle one of the latest, or the middle of two', () => {
    expect(priced({ medianOf: 3 }, closes(900, 100, 500, 102))).toBe(102);
    expect(priced({ medianOf: 4 }, closes(100, 500, 102, 90))).toBe(101);
    expect(priced({ medianOf: 1 }, closes(100, 500))).toBe(500);
    expect(priced({ medianOf: 3 }, closes(9, 10, 100))).toBe(10);
    expect(aged({ medianOf: 1 }, closes(1, 2, 3), { timeMs: 10 })).toBe(8);
  });

  it('is none before there are so many, and begins again after a broken one', () => {
    expect(priced({ medianOf: 3 }, closes(100, 101))).toBeUndefined();
    for (const broken of [Number.NaN, Infinity, 0, -1]) {
      expect(priced({ medianOf: 2 }, closes(100, 101, broken))).toBeUndefined();
      expect(priced({ medianOf: 2 }, closes(100, 101, broken, 102))).toBeUndefined();
      expect(priced({ medianOf: 2 }, closes(100, 101, broken, 102, 104))).toBe(103);
    }
  });

  it('keeps no more closes than it needs', () => {
    expect(after({ medianOf: 2 }, ...closes(1, 2, 3, 4))[id]?.closes).toEqual([3, 4]);
  });
});

describe('observed prices of venues', () => {
  const reference = { observed: 'venues', venues: 2 };
  const set = (prices: unknown, instrumentId: unknown = id) => ({ instrumentId, prices });

  it('count with their median, as old as they are', () => {
    const events = [told(set({ kraken: 101, coinbase: 99, okx: 500 }), 40)];
    expect(priced(reference, events)).toBe(101);
    expect(aged(reference, events, { timeMs: 100 })).toBe(60);
  });

  it('are replaced by the next', () => {
    expect(priced(reference, [told(set({ a: 1, b: 2 })), told(set({ a: 3, b: 4 }))])).toBe(3.5);
    expect(priced(reference, [told(set({ a: 1, b: 2 })), told(set({ a: 3, b: 4 }), 0, 'weather'), snapshot(7)])).toBe(
      1.5,
    );
  });

  it('are forgotten when there are too few, or one is broken', () => {
    const good = told(set({ a: 100, b: 101 }));
    const wrong = [
      {},
      { a: 100 },
      { a: 100, b: Number.NaN },
      { a: 100, b: 0 },
      { a: 100, b: '101' },
      null,
      5,
      undefined,
    ];
    for (const prices of wrong) expect(priced(reference, [good, told(set(prices))])).toBeUndefined();
    expect(priced(reference, [good, told(set({ a: 1 }, 'demo:ETH/USDT'))])).toBe(100.5);
  });

  it('are all forgotten when it is not known whose they are', () => {
    const good = told(set({ a: 100, b: 101 }));
    for (const value of [
      null,
      undefined,
      5,
      'text',
      [],
      {},
      set({ a: 1, b: 2 }, '__proto__'),
      set({ a: 1, b: 2 }, 7),
    ]) {
      expect(priced(reference, [good, told(value)])).toBeUndefined();
    }
  });
});

it('takes what the four forms allow', () => {
  for (const right of ['last', 'mid', { medianOf: 5 }, { observed: 'x', venues: 1 }]) {
    expect(priceReference.safeParse(right).success).toBe(true);
  }
  for (const wrong of [
    'mark',
    { medianOf: 0 },
    { medianOf: 1.5 },
    { observed: '', venues: 1 },
    { observed: 'x' },
    {},
    undefined,
  ]) {
    expect(priceReference.safeParse(wrong).success).toBe(false);
  }
});
