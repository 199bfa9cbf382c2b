/**
 * Published and independently computed reference values. Out of scope here: the GPD fits of empyrical (extreme-value
 * theory), the AAPL and PyPortfolioOpt figures (their prices may not be redistributed) and what sizes positions or tests a
 * value at risk (risk parity, HRP, Kupiec), which is the business of @sigmax/risk.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { benchmarkAlpha, benchmarkBeta, benchmarkCorrelation } from './benchmark/alpha-beta';
import { captureRatio } from './benchmark/capture';
import { informationRatio, trackingError } from './benchmark/tracking';
import { averageDrawdown, maximumDrawdown, ulcerIndex } from './drawdown/depth';
import { drawdowns } from './drawdown/drawdowns';
import { calmarRatio } from './drawdown/ratios';
import { probabilisticSharpe } from './luck/probabilistic-sharpe';
import { semiDeviation } from './ratios/dispersion';
import { kellyFraction, kellyFromOdds } from './ratios/kelly';
import { omegaRatio } from './ratios/omega-ratio';
import { sharpeRatio } from './ratios/sharpe-ratio';
import { downsideRisk, sortinoRatio } from './ratios/sortino-ratio';
import { returnStability } from './ratios/stability';
import { tailRatio } from './ratios/tail-ratio';
import { annualVolatility, ewmaVolatility } from './ratios/volatility';
import { cagr, totalReturn } from './returns/growth';
import { kurtosis, skewness, standardDeviation } from './statistics/moments';
import { normalQuantile } from './statistics/normal';
import { conditionalValueAtRisk } from './tail/conditional-value-at-risk';
import { entropicRisk, entropicValueAtRisk } from './tail/entropic-value-at-risk';
import { cornishFisherQuantile, cornishFisherValueAtRisk, gaussianValueAtRisk } from './tail/parametric-value-at-risk';
import { valueAtRisk } from './tail/value-at-risk';

/** Equal to 1e-12 of the expected value. */
const expectClose = (actual: number | undefined, expected: number) => {
  expect(actual).toBeDefined();
  expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
};

const days = { periodsPerYear: 252 };
const mixed = [1, 10, -4, 2, 3, 2, 1, -10].map((value) => value / 100);
const positive = [1, 2, 1, 1, 1, 1, 1, 1, 1].map((value) => value / 100);
const negative = [0, -6, -7, -1, -9, -2, -6, -8, -5].map((value) => value / 100);
const weekly = [0, ...mixed];

describe('empyrical test_stats.py, mixed returns', () => {
  it.each<[string, number | undefined, number]>([
    ['Sharpe', sharpeRatio(mixed, days), 1.7238613961706866],
    ['Sharpe, positive', sharpeRatio(positive, days), 52.915026221291804],
    ['Sharpe, negative', sharpeRatio(negative, days), -24.406808633910085],
    [
      'Sharpe over a benchmark',
      sharpeRatio(
        mixed.map((value, index) => value - (index % 2 === 0 ? 0.01 : 0)),
        days,
      ),
      0.34111411441060574,
    ],
    ['downside risk', downsideRisk(mixed, days), 0.60448325038829653],
    ['downside risk below 10 % a day', downsideRisk(mixed, { ...days, requiredPerPeriod: 0.1 }), 1.7161730681956295],
    ['downside risk, weeks', downsideRisk(weekly, { periodsPerYear: 52 }), 0.25888650451930134],
    ['downside risk, months', downsideRisk(weekly, { periodsPerYear: 12 }), 0.1243650540411842],
    ['Sortino', sortinoRatio(mixed, days), 2.605531251673693],
    ['Sortino above 1 % a day', sortinoRatio(mixed, { ...days, requiredPerPeriod: 0.01 }), -1.3934779588919977],
    ['Sortino, negative', sortinoRatio(negative, days), -13.532743075043401],
    // empyrical annualises the mean with 52 and leaves the downside risk at 252 days.
    [
      'Sortino, weeks',
      (sortinoRatio(weekly, { periodsPerYear: 52 }) as number) * Math.sqrt(52 / 252),
      0.50690062680370862,
    ],
    ['annual volatility', annualVolatility(mixed, days), 0.9136465399704637],
    ['annual volatility, weeks', annualVolatility(weekly, { periodsPerYear: 52 }), 0.38851569394870583],
    ['annual volatility, months', annualVolatility(weekly, { periodsPerYear: 12 }), 0.18663690238892558],
    ['CAGR of nine periods, the missing one counted', cagr(weekly, days), 1.9135925373194231],
    ['CAGR of the eight periods that there are', cagr(mixed, days), 2.330292797300439],
    ['CAGR, weeks', cagr(weekly, { periodsPerYear: 52 }), 0.24690830513998208],
    ['CAGR, months', cagr(weekly, { periodsPerYear: 12 }), 0.052242061386048144],
    ['CAGR of one return', cagr([0.01], days), 11.274002099240244],
    ['maximum drawdown', maximumDrawdown(drawdowns(mixed, { compounded: true }), { sign: 'return' }), -0.1],
    ['maximum drawdown, negative', maximumDrawdown(drawdowns(negative, { compounded: true })), 0.36590730349873601],
    ['Calmar', calmarRatio(weekly, days), 19.135925373194233],
    ['Calmar, weeks', calmarRatio(weekly, { periodsPerYear: 52 }), 2.4690830513998208],
    ['Omega, 1000 % a year', omegaRatio(mixed, { thresholdPerYear: 10, ...days }), 0.83354263497557934],
    ['Omega, 0', omegaRatio(mixed, { thresholdPerPeriod: 0 }), 1.357142857142857],
    ['Omega, 1 % a day', omegaRatio(mixed, { thresholdPerPeriod: 0.01 }), 0.8125],
    ['Omega, positive above 1.1 %', omegaRatio(positive, { thresholdPerPeriod: 0.011 }), 1.125],
    ['tail ratio (the file has .947 and asserts one decimal)', tailRatio(mixed), 0.955696202531645],
    ['stability', returnStability(mixed), 0.1529973665111273],
    ['information ratio', informationRatio(mixed, new Array(8).fill(0), { periodsPerYear: 1 }), 0.10859306069076737],
    [
      'information ratio over 1 %',
      informationRatio(mixed, new Array(8).fill(0.01), { periodsPerYear: 1 }),
      -0.06515583641446039,
    ],
    [
      'alpha, compounded',
      benchmarkAlpha(mixed, negative.slice(1), { ...days, annualisation: 'compounded' }),
      -0.9997853834885004,
    ],
    [
      'alpha, simple',
      benchmarkAlpha(mixed, negative.slice(1), { ...days, annualisation: 'simple' }),
      -8.306666666666668,
    ],
    ['beta', benchmarkBeta(mixed, negative.slice(1)), -0.71296296296296313],
  ])('%s', (_, actual, expected) => expectClose(actual, expected));

  it('is undefined where empyrical has NaN or Infinity', () => {
    expect(omegaRatio(mixed, { thresholdPerYear: -10, ...days })).toBeUndefined();
    expect(omegaRatio(positive, { thresholdPerPeriod: 0.01 })).toBeUndefined();
    expect(sortinoRatio(positive, days)).toBeUndefined();
    expect(benchmarkBeta(mixed, new Array(8).fill(0.01))).toBeUndefined();
    expect(informationRatio(mixed, mixed, { periodsPerYear: 1 })).toBeUndefined();
    expect(sharpeRatio([0.01], days)).toBeUndefined();
    expect(calmarRatio([], days)).toBeUndefined();
    expect(maximumDrawdown(drawdowns([], { compounded: true }))).toBeUndefined();
  });

  it('agrees on the rolling drawdown of six periods', () => {
    const rolling = [0, 1, 2, 3].map((from) =>
      maximumDrawdown(drawdowns(negative.slice(from, from + 6), { compounded: true }), { sign: 'return' })?.toFixed(4),
    );
    expect(rolling).toEqual(['-0.2282', '-0.2745', '-0.2899', '-0.2747']);
  });
});

describe('vectors of our own (computed twice in Python)', () => {
  const shape = { skewness: -0.3650572690177865, excessKurtosis: 0.11953473165699213 };
  const tail = { level: 0.95, ddof: 0 } as const;
  it.each<[string, number | undefined, number]>([
    ['cumulative return', totalReturn(mixed), 0.03893109170048037],
    ['Ulcer index', ulcerIndex(drawdowns(mixed, { compounded: true })), 0.03878247026686154],
    ['value at risk, linear', valueAtRisk(mixed, { level: 0.95, sign: 'return' }), -0.079],
    ['CVaR, mean at or below', conditionalValueAtRisk(mixed, { level: 0.95, tail: 'mean', sign: 'return' }), -0.1],
    ['skewness', skewness(mixed), shape.skewness],
    ['excess kurtosis', kurtosis(mixed, { convention: 'excess' }), shape.excessKurtosis],
    ['normal quantile', normalQuantile(0.05), -1.6448536269514726],
    ['Cornish-Fisher quantile', cornishFisherQuantile(-1.6448536269514726, shape), -1.7437083867198806],
    ['modified value at risk', cornishFisherValueAtRisk(mixed, tail), 0.08762627021308167],
    ['Gaussian value at risk', gaussianValueAtRisk(mixed, tail), 0.08230421280339902],
    [
      'EWMA volatility',
      ewmaVolatility(mixed, { decay: 0.94, seed: 'first-square', subtractMean: false, periodsPerYear: 1 }),
      0.035208810335529146,
    ],
    ['mean over variance', kellyFraction(mixed), 1.8867924528301891],
    ['Kelly at p 0.6, b 1.5', kellyFromOdds({ winRate: 0.6, payoffRatio: 1.5 }), 1 / 3],
    [
      'PSR',
      probabilisticSharpe({ sharpePerPeriod: 0.1, periods: 252, skewness: -0.5, rawKurtosis: 5 }),
      0.9380741923755009,
    ],
  ])('%s', (_, actual, expected) => expectClose(actual, expected));
});

describe('skfolio, [.1, −.5, −.3, .8]', () => {
  const tiny = [0.1, -0.5, -0.3, 0.8];
  const falls = drawdowns(tiny, { compounded: false, peakFrom: 'first-period' });
  it('agrees', () => {
    expectClose((standardDeviation(tiny, 0) as number) ** 2, 0.246875);
    expect(standardDeviation(tiny, 0)).toBeCloseTo(0.4968651728, 9);
    expectClose((semiDeviation(tiny, { ddof: 0 }) as number) ** 2, 0.0953125);
    expect((semiDeviation(tiny) as number) ** 2).toBeCloseTo(0.1270833333, 10);
    expectClose(conditionalValueAtRisk(tiny, { level: 0.95 }), 0.5);
    expectClose(maximumDrawdown(falls), 0.8);
    expectClose(ulcerIndex(falls), Math.sqrt((0.5 ** 2 + 0.8 ** 2) / 4)); // 0.47169905…
    expectClose(averageDrawdown(falls, { over: 'periods' }), 0.325);
  });

  it('reaches its EVaR at the bound where skfolio stops, and the true infimum below it', () => {
    expect(entropicRisk(tiny, { theta: 0.5 / 100, level: 0.95 })).toBeCloseTo(0.50804718956, 11);
    expect(entropicValueAtRisk(tiny, { level: 0.95 })).toBe(0.5);
  });
});

const folder = new URL('../../../../../shared/data/vectors/empyrical/', import.meta.url);
const column = (file: string, at: number, skip: number): number[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .trim()
    .split('\n')
    .slice(skip)
    .map((line) => Number(line.split(',')[at]) / 100);

describe('empyrical-reloaded 0.7.1 on returns.csv against factor_returns.csv, in percent', () => {
  it.skipIf(!existsSync(folder))('agrees', () => {
    const returns = column('returns.csv', 1, 0);
    const factor = column('factor_returns.csv', 1, 1);
    const year = { periodsPerYear: 365 };
    expect([returns.length, factor.length]).toEqual([504, 504]);
    expectClose(totalReturn(returns), -0.392499476395336);
    expectClose(cagr(returns, year), -0.30298341106126436);
    expectClose(annualVolatility(returns, year), 0.2649944523544508);
    expectClose(sharpeRatio(returns, year), -1.2290897846979814);
    expectClose(sortinoRatio(returns, year), -1.6582181355829257);
    expectClose(downsideRisk(returns, year), 0.1964168449261321);
    expectClose(maximumDrawdown(drawdowns(returns, { compounded: true })), 0.5930874906323893);
    expectClose(calmarRatio(returns, year), -0.5108578681000392);
    expectClose(omegaRatio(returns, { thresholdPerYear: 0.1, ...year }), 0.8150620416295337);
    expectClose(tailRatio(returns), 0.9526987423016784);
    expectClose(returnStability(returns), 0.9093479878802609);
    expectClose(benchmarkAlpha(returns, factor, { ...year, annualisation: 'compounded' }), -0.09359966249137186);
    expectClose(benchmarkBeta(returns, factor), 0.9882060321644279);
    expectClose(benchmarkCorrelation(returns, factor), 0.6922390671499284);
    expectClose(trackingError(returns, factor, year), 0.19125061586513536);
    expectClose(informationRatio(returns, factor, { periodsPerYear: 1 }), -0.026149633671455536);
    expectClose(captureRatio(returns, factor, { side: 'up', ...days }), 1.0353479010235795);
    expectClose(captureRatio(returns, factor, { side: 'down', ...days }), 1.024993163422318);
    expectClose(valueAtRisk(returns, { level: 0.95 }), 0.023404202232540004);
    expectClose(conditionalValueAtRisk(returns, { level: 0.95, tail: 'mean' }), 0.028136554066069228);
    expectClose(skewness(returns), 0.043983048423261124);
    expectClose(kurtosis(returns, { convention: 'excess' }), -0.33743508039313985);
  });
});
