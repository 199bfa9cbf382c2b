/**
 * Published and independently computed reference values, through the options that name each definition. Left out: the AAPL
 * figures of skfolio and those of PyPortfolioOpt, whose prices may not be redistributed, and what allocates portfolios.
 */
import { cornishFisherQuantile, kellyFromOdds, normalQuantile, probabilisticSharpe } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { kupiecTest } from './backtest/kupiec-test';
import { alphaMeasure } from './benchmark/alpha-measure';
import { betaMeasure } from './benchmark/beta-measure';
import type { Measured } from './definition/measured';
import { semiVarianceMeasure } from './dispersion/semi-variance-measure';
import { averageDrawdownMeasure } from './drawdown/average-drawdown-measure';
import { maximumDrawdownMeasure } from './drawdown/maximum-drawdown-measure';
import { ulcerIndexMeasure } from './drawdown/ulcer-index-measure';
import { expectedMaximumSharpe } from './luck/expected-maximum-sharpe';
import { annualReturnMeasure } from './ratios/annual-return-measure';
import { calmarRatioMeasure } from './ratios/calmar-ratio-measure';
import { kellyFractionMeasure } from './ratios/kelly-fraction-measure';
import { omegaRatioMeasure } from './ratios/omega-ratio-measure';
import { sharpeRatioMeasure } from './ratios/sharpe-ratio-measure';
import { sortinoRatioMeasure } from './ratios/sortino-ratio-measure';
import { tailRatioMeasure } from './ratios/tail-ratio-measure';
import { conditionalValueAtRiskMeasure } from './tail/conditional-value-at-risk-measure';
import { cornishFisherValueAtRiskMeasure } from './tail/cornish-fisher-value-at-risk-measure';
import { entropicValueAtRiskMeasure } from './tail/entropic-value-at-risk-measure';
import { historicalValueAtRiskMeasure } from './tail/historical-value-at-risk-measure';
import { normalValueAtRiskMeasure } from './tail/normal-value-at-risk-measure';
import { ewmaVolatilityMeasure } from './volatility/ewma-volatility-measure';
import { volatilityMeasure } from './volatility/volatility-measure';

const days = { periodsPerYear: 252 };
const mixed = [1, 10, -4, 2, 3, 2, 1, -10].map((value) => value / 100);
const withGap = [Number.NaN, ...mixed];
const positive = [1, 2, 1, 1, 1, 1, 1, 1, 1].map((value) => value / 100);
const negative = [0, -6, -7, -1, -9, -2, -6, -8, -5].map((value) => value / 100);

/** Equal to 1e-12 of the expected value. */
const expectClose = (actual: number | undefined, expected: number): void => {
  expect(actual).toBeDefined();
  expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
};

describe('empyrical test_stats.py, mixed returns (§4.2)', () => {
  it.each<[string, Measured, number]>([
    ['Sharpe', sharpeRatioMeasure.of(mixed, days), 1.7238613961706866],
    ['Sharpe, the gap dropped', sharpeRatioMeasure.of(withGap, { ...days, missing: 'drop' }), 1.7238613961706866],
    ['Sharpe, positive', sharpeRatioMeasure.of(positive, days), 52.915026221291804],
    ['Sharpe, negative', sharpeRatioMeasure.of(negative, days), -24.406808633910085],
    [
      'downside risk, from the variance below 0',
      { ...semiVarianceMeasure.of(mixed, { below: 0, ddof: 0 }) },
      0.60448325038829653 ** 2 / 252,
    ],
    ['Sortino', sortinoRatioMeasure.of(mixed, days), 2.605531251673693],
    ['Sortino, negative', sortinoRatioMeasure.of(negative, days), -13.532743075043401],
    ['annual volatility', volatilityMeasure.of(mixed, days), 0.9136465399704637],
    ['maximum drawdown', maximumDrawdownMeasure.of(mixed, { compounded: true, sign: 'return' }), -0.1],
    [
      'annual return, the gap counted',
      annualReturnMeasure.of(withGap, { ...days, missing: 'zero' }),
      1.9135925373194231,
    ],
    [
      'annual return, the gap dropped',
      annualReturnMeasure.of(withGap, { ...days, missing: 'drop' }),
      2.330292797300439,
    ],
    ['Calmar, the gap counted', calmarRatioMeasure.of(withGap, { ...days, missing: 'zero' }), 19.135925373194233],
    ['Omega, 1000 % a year', omegaRatioMeasure.of(mixed, { thresholdPerYear: 10, ...days }), 0.83354263497557934],
    ['Omega, 0', omegaRatioMeasure.of(mixed, { thresholdPerPeriod: 0 }), 1.357142857142857],
    ['Omega, 1 % a day', omegaRatioMeasure.of(mixed, { thresholdPerPeriod: 0.01 }), 0.8125],
    ['tail ratio (the file has .947 and asserts one decimal)', tailRatioMeasure.of(mixed, {}), 0.955696202531645],
    [
      'alpha, compounded',
      alphaMeasure.of(mixed, negative.slice(1), { ...days, annualisation: 'compounded' }),
      -0.9997853834885004,
    ],
    ['beta', betaMeasure.of(mixed, negative.slice(1), {}), -0.71296296296296313],
  ])('%s', (_, { value }, expected) => expectClose(value, expected));

  it('rolling maximum drawdown of six periods', () => {
    const running = maximumDrawdownMeasure({ compounded: true, window: 6, sign: 'return' });
    const figures = negative.map((value) => running.next(value)?.toFixed(4)).slice(5);
    expect(figures).toEqual(['-0.2282', '-0.2745', '-0.2899', '-0.2747']);
  });

  it('value at risk cut-offs', () => {
    const cutOff = (level: number) =>
      historicalValueAtRiskMeasure.of([1, 81, 82, 83, 84, 85], { level, sign: 'return' }).value;
    expectClose(cutOff(0.9), 41);
    expectClose(cutOff(0.8), 81);
    expectClose(cutOff(0.7), 81.5);
  });
});

describe('skfolio, [.1, −.5, −.3, .8] (§4.3)', () => {
  const tiny = [0.1, -0.5, -0.3, 0.8];
  const path = { compounded: false, peakFrom: 'first-period' } as const;
  it('agrees', () => {
    const deviation = volatilityMeasure.of(tiny, { periodsPerYear: 1, ddof: 0 }).value as number;
    expectClose(deviation ** 2, 0.246875);
    expect(deviation).toBeCloseTo(0.4968651728, 9);
    expectClose(semiVarianceMeasure.of(tiny, { ddof: 0 }).value, 0.0953125);
    expectClose(conditionalValueAtRiskMeasure.of(tiny, { level: 0.95 }).value, 0.5);
    expectClose(maximumDrawdownMeasure.of(tiny, path).value, 0.8);
    const ulcer = ulcerIndexMeasure.of(tiny, path).value as number;
    expectClose(ulcer, Math.sqrt((0.5 ** 2 + 0.8 ** 2) / 4));
    expect(String(ulcer).startsWith('0.47169905')).toBe(true);
    expectClose(averageDrawdownMeasure.of(tiny, path).value, 0.325);
  });

  it('has its entropic value at risk below 0.508, where skfolio stops at a hundredth of the worst loss', () => {
    expect(entropicValueAtRiskMeasure.of(tiny, { level: 0.95 }).value).toBe(0.5);
    const theta = 0.005;
    const bound =
      0.5 + theta * Math.log(tiny.reduce((sum, value) => sum + Math.exp((-value - 0.5) / theta), 0) / 4 / 0.05);
    expect(bound).toBeCloseTo(0.50804718956, 10);
  });
});

describe('vectors computed twice in Python (§4.5)', () => {
  const tail = { level: 0.95, ddof: 0 } as const;
  const shape = { skewness: -0.3650572690177865, excessKurtosis: 0.11953473165699213 };
  it.each<[string, number | undefined, number]>([
    ['Ulcer', ulcerIndexMeasure.of(mixed, { compounded: true }).value, 0.03878247026686154],
    ['value at risk, linear', historicalValueAtRiskMeasure.of(mixed, { level: 0.95, sign: 'return' }).value, -0.079],
    [
      'value at risk, order statistic ⌈(1 − β) n⌉ − 1',
      historicalValueAtRiskMeasure.of(mixed, { level: 0.95, quantile: 'order-statistic' }).value,
      0.1,
    ],
    ['value at risk, higher', historicalValueAtRiskMeasure.of(mixed, { level: 0.95, quantile: 'higher' }).value, 0.04],
    [
      'CVaR, mean at or below',
      conditionalValueAtRiskMeasure.of(mixed, { level: 0.95, tail: 'mean', sign: 'return' }).value,
      -0.1,
    ],
    ['z.05', normalQuantile(0.05), -1.6448536269514726],
    ['Cornish-Fisher z', cornishFisherQuantile(-1.6448536269514726, shape), -1.7437083867198806],
    ['modified value at risk', cornishFisherValueAtRiskMeasure.of(mixed, tail).value, 0.08762627021308167],
    ['Gaussian value at risk', normalValueAtRiskMeasure.of(mixed, tail).value, 0.08230421280339902],
    [
      'EWMA volatility',
      ewmaVolatilityMeasure.of(mixed, { decay: 0.94, seed: 'first-square', subtractMean: false, periodsPerYear: 1 })
        .value,
      0.035208810335529146,
    ],
    ['mean over variance', kellyFractionMeasure.of(mixed, { fraction: 1 }).value, 1.8867924528301891],
    ['Kelly at p 0.6, b 1.5', kellyFromOdds({ winRate: 0.6, payoffRatio: 1.5 }), 1 / 3],
    ['Kupiec, 4 of 250', kupiecTest({ exceptions: 4, periods: 250 }, { level: 0.99 }).value, 0.769138364385846],
    ['Kupiec, 10 of 250', kupiecTest({ exceptions: 10, periods: 250 }, { level: 0.99 }).value, 12.955491062356028],
    [
      'PSR',
      probabilisticSharpe({ sharpePerPeriod: 0.1, periods: 252, skewness: -0.5, rawKurtosis: 5 }),
      0.9380741923755009,
    ],
  ])('%s', (_, actual, expected) => expectClose(actual, expected));

  it('the limit of chi-square with one degree of freedom at 5 % lies between the two Kupiec cases', () => {
    const pValue = (exceptions: number) => kupiecTest({ exceptions, periods: 250 }, { level: 0.99 }).pValue as number;
    expect(pValue(4)).toBeGreaterThan(0.05);
    expect(pValue(10)).toBeLessThan(0.05);
  });
});

describe('Bailey and López de Prado 2014, the worked example', () => {
  it('agrees to the printed digits', () => {
    // 100 trials whose annual Sharpe ratios have variance ½, five years of 250 days, Sharpe 2.5 a year, skewness −3, kurtosis 10.
    const benchmarkPerPeriod = expectedMaximumSharpe({ trials: 100, trialVariance: 0.5 / 250 });
    expect(benchmarkPerPeriod).toBeCloseTo(0.1132, 4);
    const sample = { sharpePerPeriod: 2.5 / Math.sqrt(250), periods: 1250, skewness: -3, rawKurtosis: 10 };
    expect(probabilisticSharpe(sample, { benchmarkPerPeriod })).toBeCloseTo(0.9004, 4);
  });
});
