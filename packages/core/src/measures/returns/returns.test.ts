import { describe, expect, it } from 'vitest';
import { DataError } from '../../errors';
import { testBars, testRun } from '../test-run';
import { assetRates, lastClosed, priceAt } from './asset-rates';
import { calendarReturns } from './calendar-returns';
import { bestReturn, positiveShare, worstReturn } from './extremes';
import { cagr, meanReturn, totalReturn } from './growth';
import { periodMsOf, periodsPerYear } from './periods-per-year';
import { logReturns, simpleReturns, wealthIndex } from './returns';

describe('returns', () => {
  it('reads ruin as −1 and nothing after it', () => {
    expect([...simpleReturns([100, 50, 0, 10])]).toEqual([-0.5, -1, 0]);
    expect([...simpleReturns([100, -5])]).toEqual([-1]);
    expect([...simpleReturns([1])]).toEqual([]);
    expect(() => logReturns([1, 0])).toThrow(DataError);
    expect(() => simpleReturns([1, Number.NaN])).toThrow(DataError);
  });

  it('logarithms add up to what simple returns compound to', () => {
    const prices = [100, 123, 77, 99, 140];
    const logarithm = logReturns(prices).reduce((a, b) => a + b, 0);
    expect(Math.exp(logarithm) - 1).toBeCloseTo(totalReturn(simpleReturns(prices)) as number, 14);
    expect(wealthIndex(simpleReturns(prices)).at(-1)).toBeCloseTo(1.4, 14);
  });

  it('is undefined without periods, and for growth below nothing', () => {
    expect(totalReturn([])).toBeUndefined();
    expect(cagr([], { periodsPerYear: 365 })).toBeUndefined();
    expect(cagr([-3], { periodsPerYear: 365 })).toBeUndefined();
    expect(cagr([-1], { periodsPerYear: 365 })).toBe(-1);
    expect(cagr([1e5], { periodsPerYear: 525_600 })).toBeUndefined();
    expect(meanReturn([], { mean: 'arithmetic' })).toBeUndefined();
    expect(meanReturn([], { mean: 'geometric' })).toBeUndefined();
    expect(bestReturn([])).toBeUndefined();
    expect(worstReturn([])).toBeUndefined();
    expect(positiveShare([0, 0], { among: 'moving' })).toBeUndefined();
  });
});

describe('periods', () => {
  it('counts 365 days unless told otherwise', () => {
    expect(periodsPerYear(60_000)).toBe(525_600);
    expect(periodsPerYear(86_400_000, { daysPerYear: 252 })).toBe(252);
    expect(() => periodsPerYear(0)).toThrow(/periodMs was 0/);
  });

  it('reads the shortest timeframe, or the median distance of snapshots', () => {
    const fast = testBars('demo:BTC/USDT', [1, 2], { timeframeMs: 60_000 });
    const slow = testBars('demo:ETH/USDT', [1, 2], { timeframeMs: 3_600_000 });
    expect(periodMsOf({ market: [slow, fast], timeMs: new Float64Array(0) })).toBe(60_000);
    expect(periodMsOf({ market: [], timeMs: Float64Array.of(0, 60_000, 120_000, 900_000) })).toBe(60_000);
    expect(periodMsOf({ market: [], timeMs: Float64Array.of(5) })).toBeUndefined();
  });
});

describe('calendarReturns', () => {
  it('gives a bar that closes at midnight to the day before, across years and leap days', () => {
    const day = (...date: [number, number, number]) => Date.UTC(...date) + 86_400_000;
    const timeMs = Float64Array.of(
      day(2024, 1, 28),
      day(2024, 1, 29),
      day(2024, 2, 1),
      day(2024, 11, 31),
      day(2025, 0, 1),
    );
    const wealth = Float64Array.of(1.1, 1.21, 1.21, 2.42, 1.21);
    const months = calendarReturns({ timeMs, wealth }, 'month');
    expect(months.map(({ year, month, periods }) => [year, month, periods])).toEqual([
      [2024, 2, 2],
      [2024, 3, 1],
      [2024, 12, 1],
      [2025, 1, 1],
    ]);
    expect(months.map((month) => Number(month.return.toFixed(12)))).toEqual([0.21, 0, 1, -0.5]);
    expect(calendarReturns({ timeMs, wealth }, 'day').map(({ day: number }) => number)).toEqual([28, 29, 1, 31, 1]);
  });

  it('agrees with Date on every day of fifty years', () => {
    const timeMs = Float64Array.from({ length: 18_300 }, (_, index) => (index + 1) * 86_400_000);
    const days = calendarReturns({ timeMs, wealth: new Float64Array(timeMs.length).fill(1) }, 'day');
    for (let index = 0; index < days.length; index += 7) {
      const date = new Date(index * 86_400_000);
      expect(days[index]).toMatchObject({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
    }
  });
});

describe('assetRates', () => {
  it('follows instruments, also backwards and through another asset', () => {
    const market = [
      testBars('demo:BTC/USDT', [100, 200]),
      testBars('demo:ETH/BTC', [0.5, 0.25]),
      testBars('demo:USDT/EUR', [0.5, 0.5]),
    ];
    const run = testRun({ market });
    const rate = assetRates(run);
    const [first, second] = run.timeMs as unknown as [number, number];
    expect([rate('USDT', first), rate('BTC', first), rate('BTC', second), rate('EUR', second)]).toEqual([
      1, 100, 200, 2,
    ]);
    expect([rate('ETH', first), rate('ETH', second)]).toEqual([50, 50]);
    expect(rate('DOGE', first)).toBeUndefined();
    expect(assetRates({ ...run, market: [] })('BTC', first)).toBeUndefined();
  });

  it('finds the last bar that had closed', () => {
    const bars = testBars('demo:BTC/USDT', [100, 200, 300], { timeframeMs: 10, firstMs: 10 });
    expect([5, 10, 15, 30, 99].map((timeMs) => lastClosed(bars, timeMs))).toEqual([-1, 0, 0, 2, 2]);
    expect([priceAt(bars, 0), priceAt(bars, 25)]).toEqual([100, 200]);
  });
});
