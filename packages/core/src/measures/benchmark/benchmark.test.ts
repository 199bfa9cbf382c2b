import { describe, expect, it } from 'vitest';
import { benchmarkAlpha, benchmarkBeta, benchmarkCorrelation, treynorRatio } from './alpha-beta';
import { captureRatio } from './capture';
import { informationRatio, trackingError } from './tracking';

const market = [0.01, -0.02, 0.03, 0.01, -0.01];
const doubled = market.map((value) => 2 * value + 0.001);
const year = { periodsPerYear: 365 };

describe('benchmark-relative measures', () => {
  it('finds the slope and the rest of a straight line', () => {
    expect(benchmarkBeta(doubled, market)).toBeCloseTo(2, 12);
    expect(benchmarkAlpha(doubled, market, { ...year, annualisation: 'simple' })).toBeCloseTo(0.365, 10);
    expect(benchmarkAlpha(doubled, market, { ...year, annualisation: 'compounded' })).toBeCloseTo(1.001 ** 365 - 1, 10);
    expect(benchmarkCorrelation(doubled, market)).toBeCloseTo(1, 12);
    expect(
      benchmarkCorrelation(
        doubled.map((value) => -value),
        market,
      ),
    ).toBeCloseTo(-1, 12);
    expect(treynorRatio(doubled, market, year)).toBeCloseTo(((0.04 + 0.005) / 5 / 2) * 365, 10);
  });

  it('is undefined against a benchmark that never moves, or itself', () => {
    const still = market.map(() => 0.01);
    expect(benchmarkBeta(market, still)).toBeUndefined();
    expect(benchmarkCorrelation(still, market)).toBeUndefined();
    expect(treynorRatio(market, still, year)).toBeUndefined();
    expect(
      informationRatio(
        market,
        market.map((value) => value + 1e-17),
        year,
      ),
    ).toBeUndefined();
    expect(trackingError(market, market, year)).toBe(0);
    expect(captureRatio(market, still, { side: 'down', ...year })).toBeUndefined();
    expect(benchmarkBeta([], [])).toBeUndefined();
    expect(trackingError([0.1], [0.1], year)).toBeUndefined();
  });

  it('refuses series of different length', () => {
    expect(() => benchmarkBeta([1, 2], [1])).toThrow(/2 and 1 values/);
    expect(() => captureRatio([1, 2], [1], { side: 'up', ...year })).toThrow();
    expect(() => informationRatio([1, 2], [1], year)).toThrow();
  });
});
