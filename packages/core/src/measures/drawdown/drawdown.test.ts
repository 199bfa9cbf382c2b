import { describe, expect, it } from 'vitest';
import { averageDrawdown, currentDrawdown, maximumDrawdown, painIndex, ulcerIndex } from './depth';
import { drawdowns, drawdownsOfPath } from './drawdowns';
import { drawdownEpisodes, longestDrawdown, recoveryPeriods, timeUnderWater } from './episodes';
import { burkeRatio, calmarRatio, martinRatio, painRatio, recoveryFactor } from './ratios';
import { conditionalDrawdownAtRisk, drawdownAtRisk, entropicDrawdownAtRisk, falling } from './tail';

// Wealth 0.8, 1.2, 0.6, 0.9, 1.2, 1.08.
const returns = [-0.2, 0.5, -0.5, 0.5, 1 / 3, -0.1];
const falls = drawdowns(returns, { compounded: true });
const year = { periodsPerYear: 6 };

describe('drawdowns', () => {
  it('counts the start as a peak, or not', () => {
    expect([...falls.depths].map((depth) => Number(depth.toFixed(12)))).toEqual([0.2, 0, 0.5, 0.25, 0, 0.1]);
    const later = drawdowns(returns, { compounded: true, peakFrom: 'first-period' });
    expect(later.depths[0]).toBe(0);
  });

  it('may exceed 1 when returns add up', () => {
    const deep = drawdowns([-0.5, -0.5, -0.5], { compounded: false });
    expect(maximumDrawdown(deep)).toBe(1.5);
  });

  it('takes what rounding leaves below a peak for 0', () => {
    expect([...drawdownsOfPath([1, 1 - 1e-15, 1], 1, true).depths]).toEqual([0, 0, 0]);
  });

  it('measures depth', () => {
    expect(maximumDrawdown(falls)).toBeCloseTo(0.5, 12);
    expect(maximumDrawdown(falls, { sign: 'return' })).toBeCloseTo(-0.5, 12);
    expect(averageDrawdown(falls, { over: 'episodes' })).toBeCloseTo(0.8 / 3, 12);
    expect(averageDrawdown(falls, { over: 'periods' })).toBeCloseTo(1.05 / 6, 12);
    expect(painIndex(falls)).toBeCloseTo(0.175, 12);
    expect(ulcerIndex(falls)).toBeCloseTo(Math.sqrt((0.04 + 0.25 + 0.0625 + 0.01) / 6), 12);
    expect(currentDrawdown(falls)).toBeCloseTo(0.1, 12);
  });

  it('measures time', () => {
    expect(
      drawdownEpisodes(falls).map(({ peakIndex, troughIndex, recoveryIndex }) => [
        peakIndex,
        troughIndex,
        recoveryIndex,
      ]),
    ).toEqual([
      [-1, 0, 1],
      [1, 2, 4],
      [4, 5, undefined],
    ]);
    expect(longestDrawdown(falls)).toBe(3);
    expect(timeUnderWater(falls)).toBeCloseTo(4 / 6, 12);
    expect(recoveryPeriods(falls)).toBe(2);
    expect(recoveryPeriods(drawdowns([-0.5], { compounded: true }))).toBeUndefined();
  });

  it('measures the tail of depths', () => {
    expect([...falling(falls)].map((value) => Number(value.toFixed(12)))).toEqual([-0.2, 0, -0.5, -0.25, 0, -0.1]);
    expect(drawdownAtRisk(falls, { level: 0.5, method: 'order-statistic' })).toBeCloseTo(0.2, 12);
    expect(conditionalDrawdownAtRisk(falls, { level: 0.5 })).toBeCloseTo(0.95 / 3, 12);
    expect(entropicDrawdownAtRisk(falls, { level: 0.95 })).toBeCloseTo(0.5, 12);
    expect(() => drawdownAtRisk(falls, { level: 95 })).toThrow(/level was 95/);
  });

  it('relates growth to it', () => {
    expect(calmarRatio(returns, year)).toBeCloseTo(0.08 / 0.5, 12);
    expect(calmarRatio(returns, { ...year, window: 2 })).toBeCloseTo((1.2 ** 3 - 1) / 0.1, 10);
    expect(martinRatio(returns, year)).toBeCloseTo(0.08 / (ulcerIndex(falls) as number), 12);
    expect(painRatio(returns, year)).toBeCloseTo(0.08 / 0.175, 12);
    expect(burkeRatio(returns, year)).toBeCloseTo(0.08 / Math.sqrt(0.04 + 0.25 + 0.01), 12);
    expect(recoveryFactor(returns)).toBeCloseTo(0.16, 12);
  });

  it('is 0 or undefined, never NaN, without a fall or without a period', () => {
    const rising = drawdowns([0.1, 0.1], { compounded: true });
    expect(maximumDrawdown(rising)).toBe(0);
    expect(Object.is(maximumDrawdown(rising, { sign: 'return' }), 0)).toBe(true);
    expect([averageDrawdown(rising, { over: 'episodes' }), recoveryPeriods(rising), longestDrawdown(rising)]).toEqual([
      undefined,
      undefined,
      0,
    ]);
    for (const ratio of [calmarRatio, martinRatio, painRatio, burkeRatio])
      expect(ratio([0.1, 0.1], year)).toBeUndefined();
    const none = drawdowns([], { compounded: true });
    for (const measure of [maximumDrawdown, painIndex, ulcerIndex, currentDrawdown, timeUnderWater, longestDrawdown]) {
      expect(measure(none)).toBeUndefined();
    }
  });
});
