import { describe, expect, it } from 'vitest';
import { giniMeanDifference, giniOfSorted, meanAbsoluteDeviation, semiDeviation } from './dispersion';
import { gainToPainRatio } from './gain-to-pain';
import { kellyFraction, kellyFromOdds } from './kelly';
import { omegaRatio } from './omega-ratio';
import { sharpeRatio } from './sharpe-ratio';
import { downsideRisk, sortinoRatio } from './sortino-ratio';
import { returnStability } from './stability';
import { tailRatio, tailRatioOfSorted } from './tail-ratio';
import { annualVolatility, ewmaVolatility } from './volatility';

const returns = [0.02, -0.01, 0.03, -0.02];
const year = { periodsPerYear: 100 };

describe('ratios', () => {
  it('has each choice as an option', () => {
    const sd1 = Math.sqrt((0.015 ** 2 * 2 + 0.025 ** 2 * 2) / 3);
    expect(annualVolatility(returns, year)).toBeCloseTo(sd1 * 10, 12);
    expect(annualVolatility(returns, { ...year, ddof: 0 })).toBeCloseTo(sd1 * 10 * Math.sqrt(0.75), 12);
    expect(sharpeRatio(returns, year)).toBeCloseTo((0.005 / sd1) * 10, 12);
    expect(sharpeRatio(returns, { ...year, ddof: 0, riskFreePerPeriod: 0.005 })).toBeCloseTo(0, 12);
    const geometric = (1.02 * 0.99 * 1.03 * 0.98) ** 0.25 - 1;
    expect(sharpeRatio(returns, { ...year, mean: 'geometric' })).toBeCloseTo((geometric / sd1) * 10, 12);
    expect(downsideRisk(returns, year)).toBeCloseTo(Math.sqrt(0.0005 / 4) * 10, 12);
    expect(downsideRisk(returns, { ...year, denominator: 'shortfalls' })).toBeCloseTo(Math.sqrt(0.0005 / 2) * 10, 12);
    expect(sortinoRatio(returns, { ...year, denominator: 'shortfalls' })).toBeCloseTo(
      0.5 / (Math.sqrt(0.0005 / 2) * 10),
      12,
    );
    expect(tailRatio(returns, { tail: 0.25, method: 'lower' })).toBeCloseTo(0.02 / 0.02, 12);
    expect(gainToPainRatio(returns)).toBeCloseTo(0.02 / 0.03, 12);
    expect(gainToPainRatio(returns)).toBeCloseTo((omegaRatio(returns, { thresholdPerPeriod: 0 }) as number) - 1, 12);
    expect(kellyFraction(returns, { ddof: 0 })).toBeCloseTo(0.005 / 0.000425, 10);
    expect(meanAbsoluteDeviation(returns)).toBeCloseTo(0.02, 12);
    expect(semiDeviation(returns)).toBeCloseTo(Math.sqrt((0.015 ** 2 + 0.025 ** 2) / 3), 12);
    expect(giniMeanDifference(returns)).toBeCloseTo(0.03, 12);
  });

  it('seeds and centres the weighted volatility as asked', () => {
    const base = { decay: 0.5, periodsPerYear: 1 } as const;
    expect(ewmaVolatility([0.1, 0.2], { ...base, seed: 'first-square', subtractMean: false })).toBeCloseTo(
      Math.sqrt(0.5 * 0.01 + 0.5 * 0.04),
      14,
    );
    expect(ewmaVolatility([0.1, 0.2], { ...base, seed: 'first-square', subtractMean: true })).toBeCloseTo(0.05, 14);
    expect(ewmaVolatility([0.1, 0.2], { ...base, seed: 'sample', subtractMean: false })).toBeCloseTo(
      Math.sqrt((0.5 * 0.0025 + 0.5 * 0.01) * 0.5 + 0.5 * 0.04),
      14,
    );
    expect(ewmaVolatility([], { ...base, seed: 'sample', subtractMean: false })).toBeUndefined();
  });

  it('is undefined where a ratio has no denominator', () => {
    const still = new Array(50).fill(0.01);
    expect(sharpeRatio(still, year)).toBeUndefined();
    expect(kellyFraction(still)).toBeUndefined();
    expect(sortinoRatio([0.1, 0.2], year)).toBeUndefined();
    expect(downsideRisk([0.1], { ...year, denominator: 'shortfalls' })).toBeUndefined();
    expect(gainToPainRatio([0.1])).toBeUndefined();
    expect(returnStability([0, 0, 0])).toBeUndefined();
    expect(returnStability([-1, 0.1])).toBeUndefined();
    expect(returnStability(still)).toBeCloseTo(1, 12);
    expect(tailRatio([0, 0, 1])).toBeUndefined();
    expect(tailRatioOfSorted([], {})).toBeUndefined();
    expect(giniOfSorted([1])).toBeUndefined();
    expect(meanAbsoluteDeviation([])).toBeUndefined();
    expect(semiDeviation([1])).toBeUndefined();
    expect(annualVolatility([1], year)).toBeUndefined();
    expect(kellyFromOdds({ winRate: 1.1, payoffRatio: 1 })).toBeUndefined();
    expect(kellyFromOdds({ winRate: 0.5, payoffRatio: 0 })).toBeUndefined();
  });

  it('refuses a period count that is not above 0', () => {
    expect(() => sharpeRatio(returns, { periodsPerYear: Number.NaN })).toThrow(/periodsPerYear was NaN/);
    expect(() => omegaRatio(returns, { thresholdPerYear: 0, periodsPerYear: -1 })).toThrow(/periodsPerYear was -1/);
  });
});
