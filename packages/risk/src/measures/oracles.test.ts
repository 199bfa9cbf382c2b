/** Figures from NumPy 2.4.6 and SciPy 1.17.1, computed on the series of `oracle-series.test-helper.ts`. */
import { describe, expect, it } from 'vitest';
import { giniMeanDifferenceMeasure } from './dispersion/gini-mean-difference-measure';
import { averageDrawdownMeasure } from './drawdown/average-drawdown-measure';
import { conditionalDrawdownAtRiskMeasure } from './drawdown/conditional-drawdown-at-risk-measure';
import { drawdownAtRiskMeasure } from './drawdown/drawdown-at-risk-measure';
import { maximumDrawdownMeasure } from './drawdown/maximum-drawdown-measure';
import { ulcerIndexMeasure } from './drawdown/ulcer-index-measure';
import { extremeShortfallMeasure } from './extreme/extreme-shortfall-measure';
import { extremeValueAtRiskMeasure } from './extreme/extreme-value-at-risk-measure';
import { oracleBars, oracleReturns } from './oracle-series.test-helper';
import { conditionalValueAtRiskMeasure } from './tail/conditional-value-at-risk-measure';
import { entropicValueAtRiskMeasure } from './tail/entropic-value-at-risk-measure';
import { historicalValueAtRiskMeasure } from './tail/historical-value-at-risk-measure';
import { garmanKlassVolatilityMeasure } from './volatility/garman-klass-volatility-measure';
import { parkinsonVolatilityMeasure } from './volatility/parkinson-volatility-measure';
import { rogersSatchellVolatilityMeasure } from './volatility/rogers-satchell-volatility-measure';
import { volatilityMeasure } from './volatility/volatility-measure';
import { yangZhangVolatilityMeasure } from './volatility/yang-zhang-volatility-measure';

const returns = oracleReturns();
const bars = oracleBars();
const tail = { level: 0.95, sign: 'return' } as const;
const likelihood = { fit: 'maximum-likelihood', threshold: 0.01 } as const;
const negativeShape = { fit: 'maximum-likelihood', threshold: 0.02 } as const;
const path = { compounded: true } as const;
const year = { periodsPerYear: 365 };

describe('SciPy', () => {
  it.each<[string, number | undefined, number, number]>([
    ['deviation', volatilityMeasure.of(returns, { periodsPerYear: 1 }).value, 0.018166016323525925, 14],
    ['quantile, linear', historicalValueAtRiskMeasure.of(returns, tail).value, -0.01347335, 14],
    ['quantile, lower', historicalValueAtRiskMeasure.of(returns, { ...tail, quantile: 'lower' }).value, -0.013784, 14],
    [
      'quantile, higher',
      historicalValueAtRiskMeasure.of(returns, { ...tail, quantile: 'higher' }).value,
      -0.013457,
      14,
    ],
    [
      'quantile, inverted distribution',
      historicalValueAtRiskMeasure.of(returns, { ...tail, quantile: 'order-statistic' }).value,
      -0.013784,
      14,
    ],
    [
      'CVaR, a whole number of periods',
      conditionalValueAtRiskMeasure.of(returns, { level: 0.95 }).value,
      0.0427376,
      13,
    ],
    [
      'CVaR, a part of one',
      conditionalValueAtRiskMeasure.of(returns, { level: 0.967 }).value,
      0.055062045454545454,
      13,
    ],
    ['EVaR, by bracketing', entropicValueAtRiskMeasure.of(returns, { level: 0.95 }).value, 0.07872265565814664, 13],
    ['Gini, all pairs', giniMeanDifferenceMeasure.of(returns, {}).value, 0.01356414823308271, 14],
    ['maximum drawdown', maximumDrawdownMeasure.of(returns, path).value, 0.20447027141117946, 13],
    ['Ulcer index', ulcerIndexMeasure.of(returns, path).value, 0.07866913145919557, 13],
    ['average drawdown', averageDrawdownMeasure.of(returns, path).value, 0.05722659471278099, 13],
    ['drawdown at risk', drawdownAtRiskMeasure.of(returns, { ...path, level: 0.95 }).value, 0.14541945191514022, 13],
    ['CDaR', conditionalDrawdownAtRiskMeasure.of(returns, { ...path, level: 0.95 }).value, 0.18308838112183037, 13],
    // Generalised Pareto fits: weighted moments in closed form, likelihood by Nelder and Mead to 1e-12.
    [
      'GPD, moments, share',
      extremeValueAtRiskMeasure.of(returns, { level: 0.99, tailShare: 0.1 }).value,
      0.05074483643651362,
      13,
    ],
    [
      'GPD, moments, share, ES',
      extremeShortfallMeasure.of(returns, { level: 0.99, tailShare: 0.1 }).value,
      0.10192750742828145,
      13,
    ],
    [
      'GPD, moments, threshold',
      extremeValueAtRiskMeasure.of(returns, { level: 0.99, threshold: 0.01 }).value,
      0.05153927494807065,
      13,
    ],
    [
      'GPD, likelihood, shape 0.53',
      extremeValueAtRiskMeasure.of(returns, { ...likelihood, level: 0.99 }).value,
      0.05519798215423683,
      8,
    ],
    [
      'GPD, likelihood, shape 0.53, ES',
      extremeShortfallMeasure.of(returns, { ...likelihood, level: 0.99 }).value,
      0.13275090508582157,
      7,
    ],
    [
      'GPD, likelihood, shape −0.16',
      extremeValueAtRiskMeasure.of(returns, { ...negativeShape, level: 0.99 }).value,
      0.06292950194563268,
      8,
    ],
    [
      'GPD, likelihood, shape −0.16, ES',
      extremeShortfallMeasure.of(returns, { ...negativeShape, level: 0.995 }).value,
      0.10227902715072051,
      8,
    ],
  ])('%s', (_, actual, expected, digits) => expect(actual).toBeCloseTo(expected, digits));
});

describe('NumPy, bars', () => {
  it.each<[string, number | undefined, number]>([
    ['Parkinson', parkinsonVolatilityMeasure.of(bars, year).value, 0.3336690010683566],
    ['Garman-Klass', garmanKlassVolatilityMeasure.of(bars, year).value, 0.3689770771507314],
    ['Rogers-Satchell', rogersSatchellVolatilityMeasure.of(bars, year).value, 0.37552798566018886],
    ['Yang-Zhang', yangZhangVolatilityMeasure.of(bars, year).value, 0.36192366351065774],
    ['Parkinson, 20', parkinsonVolatilityMeasure.of(bars, { ...year, window: 20 }).value, 0.34461519245992567],
    ['Garman-Klass, 20', garmanKlassVolatilityMeasure.of(bars, { ...year, window: 20 }).value, 0.3774627750164088],
    [
      'Rogers-Satchell, 20',
      rogersSatchellVolatilityMeasure.of(bars, { ...year, window: 20 }).value,
      0.37878340711598646,
    ],
    ['Yang-Zhang, 20', yangZhangVolatilityMeasure.of(bars, { ...year, window: 20 }).value, 0.36616479507894123],
  ])('%s', (_, actual, expected) => expect(actual).toBeCloseTo(expected, 13));
});
