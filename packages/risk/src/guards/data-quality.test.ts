import { type Bar, pass, type Quote } from '@sigmax/core';
import { bar, describeGuard, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { type DataQualityState, dataQuality } from './data-quality';
import { btc, eth, market, reread, snapshot, told } from './guard-events.test-helper';

describeGuard({
  name: 'dataQuality',
  make: () => dataQuality({ maxAgeMs: 3_600_000, maxJump: { rate: 0.02, medianOf: 5 } }),
  reads: ['price'],
});

const guard = dataQuality({ maxAgeMs: 1_000 });
const jumpy = dataQuality({ maxAgeMs: 1_000, maxJump: { rate: 0.1, medianOf: 3 } });
const after = (closes: readonly number[], on = jumpy) =>
  told(
    on,
    closes.map((close, index) => snapshot(index, [bar({ timeMs: index, close })])),
  );
const seenAt = (timeMs: number) => told(guard, [snapshot(timeMs, [bar({ timeMs, close: 100 })])]);
const quoteOf = (fields: Partial<Quote> = {}): Quote => ({
  type: 'quote',
  instrumentId: btc,
  timeMs: 0,
  bid: 99,
  bidQuantity: 1,
  ask: 101,
  askQuantity: 1,
  ...fields,
});
const check = (state: DataQualityState, fields: PortfolioFields = {}, intent = market(), on = guard) =>
  on.check!(intent, portfolioOf({ price: { [btc]: 100, [eth]: 100 }, ...fields }), state);

describe('dataQuality', () => {
  it('holds entries back when the last bar is older than the limit, or from later than now', () => {
    expect(check(seenAt(5_000), { timeMs: 6_000 })).toBe(pass);
    const facts = { type: 'reduce-only', code: 'DATA_STALE', limit: 1_000 };
    expect(check(seenAt(5_000), { timeMs: 6_001 })).toEqual({ ...facts, observed: 1_001 });
    expect(check(seenAt(5_000), { timeMs: 4_999 })).toEqual({ ...facts, observed: -1 });
    expect(check(seenAt(5_000), { timeMs: Number.NaN })).toMatchObject(facts);
    expect(check(told(guard, []), { timeMs: 0 })).toMatchObject(facts);
    expect(check(seenAt(5_000), { timeMs: 5_000 }, market({ instrumentId: eth }))).toMatchObject(facts);
  });

  it('takes a quote for as good as a bar', () => {
    const quote = { [btc]: quoteOf({ timeMs: 5_500 }) };
    expect(check(told(guard, []), { timeMs: 6_500, quote })).toBe(pass);
    expect(check(seenAt(5_000), { timeMs: 6_500, quote })).toBe(pass);
    expect(check(seenAt(6_000), { timeMs: 7_000, quote })).toBe(pass);
    expect(check(seenAt(5_000), { timeMs: 6_501, quote })).toMatchObject({ code: 'DATA_STALE' });
  });

  it('lets exits out on any data', () => {
    const nothing = { timeMs: 0, price: {}, quantity: { [btc]: 1 } };
    expect(check(told(guard, []), nothing, market({ side: 'sell' }))).toBe(pass);
    expect(check(told(guard, []), nothing)).not.toBe(pass);
  });

  it('holds entries back without a price', () => {
    for (const price of [Number.NaN, Infinity, 0, -1]) {
      expect(check(seenAt(0), { price: { [btc]: price } })).toMatchObject({
        type: 'reduce-only',
        code: 'PRICE_UNKNOWN',
      });
    }
    expect(check(seenAt(0), { price: {} })).toMatchObject({ code: 'PRICE_UNKNOWN', observed: 0 });
  });

  it('holds entries back on a quote that is crossed, locked or broken', () => {
    const on = (fields: Partial<Quote>) => check(seenAt(0), { quote: { [btc]: quoteOf(fields) } });
    expect(on({})).toBe(pass);
    expect(on({ bid: 102 })).toEqual({ type: 'reduce-only', code: 'QUOTE_CROSSED', limit: 0, observed: 1 });
    expect(on({ bid: 101 })).toMatchObject({ code: 'QUOTE_CROSSED', observed: 0 });
    for (const value of [Number.NaN, Infinity, -Infinity, 0, -1]) {
      expect(on({ bid: value })).toMatchObject({ code: 'QUOTE_CROSSED' });
      expect(on({ ask: value })).toMatchObject({ code: 'QUOTE_CROSSED' });
    }
    for (const value of [Number.NaN, Infinity, -1]) {
      expect(on({ bidQuantity: value })).not.toBe(pass);
      expect(on({ askQuantity: value })).not.toBe(pass);
    }
  });

  it('holds entries back while the last close is away from the median of those before', () => {
    const at = (closes: readonly number[]) => check(after(closes), { timeMs: closes.length - 1 }, market(), jumpy);
    expect(at([100, 100, 100, 110])).toBe(pass);
    expect(at([100, 100, 100, 90])).toBe(pass);
    expect(at([100, 100, 100, 110.01])).toMatchObject({ type: 'reduce-only', code: 'PRICE_JUMPED', limit: 0.1 });
    expect(at([100, 100, 100, 89.99])).toMatchObject({ code: 'PRICE_JUMPED' });
    // One spike is not the median, two of three are.
    expect(at([100, 100, 100, 200, 100])).toBe(pass);
    expect(at([100, 100, 100, 200, 200])).not.toBe(pass);
    expect(at([100, 100, 100, 200, 200, 200])).toBe(pass);
    expect(at([100])).toBe(pass);
    expect(at([100, 120])).not.toBe(pass);
    // The mean of the two in the middle.
    expect(at([100, 120, 121])).toBe(pass);
  });

  it('keeps the closes of the median and no more', () => {
    expect(after([1, 2, 3, 4, 5])[btc]?.closes.toSorted()).toEqual([3, 4, 5]);
    const narrow = dataQuality({ maxAgeMs: 1, maxJump: { rate: 0.1, medianOf: 2 } });
    const next = snapshot(9, [bar({ timeMs: 9, close: 7 })]);
    expect(told(narrow, [next], {}, reread(after([1, 2, 3, 4, 5])))[btc]?.closes).toEqual([7]);
    expect(told(jumpy, [next], {}, reread(after([1, 2, 3, 4, 5])))[btc]?.closes.toSorted()).toEqual([4, 5, 7]);
  });

  it('takes a close that is none for a jump', () => {
    for (const close of [Number.NaN, Infinity, 0, -1]) {
      const broken = [
        snapshot(0, [bar({ timeMs: 0, close: 100 })]),
        snapshot(1, [{ ...bar({ close: 1 }), close } as Bar]),
      ];
      expect(check(reread(told(jumpy, broken)), { timeMs: 3_600_000 }, market(), jumpy)).toMatchObject({
        code: 'PRICE_JUMPED',
      });
    }
  });

  it('is about the instruments that it names', () => {
    const narrow = dataQuality({ maxAgeMs: 1, instruments: [eth] });
    expect(narrow.instruments).toEqual([eth]);
    expect(check({}, { timeMs: 0 }, market(), narrow)).toBe(pass);
    expect(check({}, { timeMs: 0 }, market({ instrumentId: eth }), narrow)).not.toBe(pass);
  });

  it('has no default age', () => {
    expect(() => dataQuality({} as never)).toThrow('dataQuality: maxAgeMs was undefined');
    expect(() => dataQuality({ maxAgeMs: 1, maxJump: { rate: 0, medianOf: 3 } })).toThrow('maxJump.rate was 0');
  });
});
