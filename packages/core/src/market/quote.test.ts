import { describe, expect, it } from 'vitest';
import { barsOf, btc, eth, runBot } from '../kernel/bot-run.test-helper';
import type { MarketEvent } from './market';
import { type Quote, quoteFault } from './quote';

const quote = (minutes: number, bid: number, ask = bid + 1, changes: Partial<Quote> = {}): Quote => ({
  type: 'quote',
  instrumentId: btc,
  timeMs: minutes * 60_000,
  bid,
  bidQuantity: 2,
  ask,
  askQuantity: 3,
  ...changes,
});
const [first, second, third] = barsOf(100, 101, 102) as [MarketEvent, MarketEvent, MarketEvent];

const seenIn = (bars: readonly MarketEvent[]): (number | undefined)[] => {
  const seen: (number | undefined)[] = [];
  runBot({
    bars,
    decide: ({ portfolio }) => {
      seen.push(portfolio.quote(btc)?.bid);
      return undefined;
    },
  });
  return seen;
};

describe('a quote', () => {
  it('is known from its time on, and not a moment earlier', () => {
    expect(seenIn([first, quote(1.5, 99), second, quote(2, 98), third])).toEqual([undefined, 99, 98]);
    expect(seenIn([quote(0.5, 97), quote(0.6, 96), first, second, third])).toEqual([96, 96, 96]);
  });

  it('makes no moment by itself', () => {
    expect(seenIn([quote(1, 99), quote(2, 98), quote(3, 97)])).toEqual([]);
  });

  it('is copied: what the source changes afterwards changes nothing', () => {
    const one = quote(0.5, 99) as { -readonly [Key in keyof Quote]: Quote[Key] };
    function* changing() {
      yield one;
      yield first;
      one.bid = 5;
      yield second;
    }
    const seen: unknown[] = [];
    runBot({ bars: changing(), decide: ({ portfolio }) => void seen.push(portfolio.quote(btc)?.bid) as never });
    expect(seen).toEqual([99, 99]);
  });

  it('gives the price of a market order as far as it reaches', () => {
    const prices: unknown[] = [];
    runBot({
      bars: [quote(0.5, 99), first],
      decide: ({ portfolio }) => {
        prices.push(portfolio.sweepPrice(btc, 'buy', 3), portfolio.sweepPrice(btc, 'sell', 3));
        return undefined;
      },
    });
    expect(prices).toEqual([100, undefined]);
  });

  it('may be crossed, which a guard judges, but not broken', () => {
    expect(quoteFault(quote(1, 100, 99))).toBeUndefined();
    expect(quoteFault(quote(1, 100, 101, { bidQuantity: 0 }))).toBeUndefined();
    for (const value of [Number.NaN, Infinity, -1, 0, '5', null]) {
      expect(quoteFault(quote(1, 100, value as never))?.code).toMatch('NOT_POSITIVE');
      const broken = quote(1, 100, 101, { askQuantity: value as never });
      if (value !== 0) expect(quoteFault(broken)?.message).toContain('askQuantity was');
    }
    for (const timeMs of [Number.NaN, Infinity, '5']) {
      expect(quoteFault({ ...quote(1, 100), timeMs: timeMs as never })?.code).toBe('NOT_FINITE');
    }
  });

  it('out of order, late or of something else is an error of the market', () => {
    expect(() => seenIn([quote(2, 99), quote(1, 98)])).toThrow('came after');
    expect(() => seenIn([first, second, quote(1.5, 98)])).toThrow('complete');
    expect(() => seenIn([first, quote(1.5, 98, 99, { instrumentId: eth })])).toThrow('not traded');
    expect(() => seenIn([first, quote(1.5, Number.NaN)])).toThrow('bid was NaN');
  });

  it('belongs to the digest of the market', () => {
    const digestOf = (bars: readonly MarketEvent[]) => runBot({ bars, decide: [] }).marketDigest;
    const digests = [
      digestOf([first, second]),
      digestOf([first, quote(1.5, 99), second]),
      digestOf([first, quote(1.5, 98), second]),
      digestOf([first, quote(1.6, 98), second]),
    ];
    expect(new Set(digests).size).toBe(4);
    expect(digestOf([first, quote(1.5, 99), second])).toBe(digests[1]);
  });
});
