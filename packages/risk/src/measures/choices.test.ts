/** Each choice of a definition moves the figure: an option that did nothing would be worse than none. */
import { describe, expect, it } from 'vitest';
import { alphaMeasure } from './benchmark/alpha-measure';
import type { SeriesMeasure } from './definition/measured';
import { semiVarianceMeasure } from './dispersion/semi-variance-measure';
import { averageDrawdownMeasure } from './drawdown/average-drawdown-measure';
import { conditionalDrawdownAtRiskMeasure } from './drawdown/conditional-drawdown-at-risk-measure';
import { drawdownAtRiskMeasure } from './drawdown/drawdown-at-risk-measure';
import { entropicDrawdownAtRiskMeasure } from './drawdown/entropic-drawdown-at-risk-measure';
import { maximumDrawdownMeasure } from './drawdown/maximum-drawdown-measure';
import { ulcerIndexMeasure } from './drawdown/ulcer-index-measure';
import { extremeShortfallMeasure } from './extreme/extreme-shortfall-measure';
import { extremeValueAtRiskMeasure } from './extreme/extreme-value-at-risk-measure';
import { deflatedSharpeMeasure } from './luck/deflated-sharpe-measure';
import { expectedMaximumSharpe } from './luck/expected-maximum-sharpe';
import { probabilisticSharpeMeasure } from './luck/probabilistic-sharpe-measure';
import { randomColumns } from './measure-cases.test-helper';
import { oracleReturns } from './oracle-series.test-helper';
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
import { simulatedValueAtRiskMeasure } from './tail/simulated-value-at-risk-measure';
import { ewmaVolatilityMeasure } from './volatility/ewma-volatility-measure';
import { volatilityMeasure } from './volatility/volatility-measure';

/** A first fall, so that the first peak matters, and then fat tails. */
const returns = [-0.03, ...oracleReturns()];
const tailLevel = { level: 0.967 };
const year = { periodsPerYear: 365 };
const path = { compounded: true };
const ewma = { ...year, decay: 0.99, seed: 'first-square', subtractMean: false };
const simulation = { level: 0.9, model: 'normal', horizon: 1, paths: 1_000, seed: 1 };

type Row = readonly [measure: SeriesMeasure<never>, base: object, ...changes: readonly object[]];

const rows: readonly Row[] = [
  [volatilityMeasure, year, { ddof: 0 }, { mean: 'zero' }, { periodsPerYear: 252 }, { window: 50 }],
  [ewmaVolatilityMeasure, ewma, { decay: 0.8 }, { seed: 'sample' }, { subtractMean: true }, { periodsPerYear: 1 }],
  [
    historicalValueAtRiskMeasure,
    tailLevel,
    { quantile: 'lower' },
    { quantile: 'higher' },
    { sign: 'return' },
    { level: 0.9 },
  ],
  [conditionalValueAtRiskMeasure, tailLevel, { tail: 'mean' }, { sign: 'return' }, { level: 0.9 }, { window: 90 }],
  [conditionalValueAtRiskMeasure, { ...tailLevel, tail: 'mean' }, { quantile: 'higher' }],
  [entropicValueAtRiskMeasure, tailLevel, { sign: 'return' }, { level: 0.9 }, { window: 90 }],
  [normalValueAtRiskMeasure, tailLevel, { ddof: 0 }, { sign: 'return' }, { level: 0.9 }, { window: 90 }],
  [
    cornishFisherValueAtRiskMeasure,
    { ...tailLevel, outside: 'clamp' },
    { ddof: 0 },
    { outside: 'refuse' },
    { level: 0.9 },
  ],
  [
    simulatedValueAtRiskMeasure,
    simulation,
    { horizon: 2 },
    { seed: 2 },
    { paths: 500 },
    { ddof: 0 },
    { quantile: 'lower' },
  ],
  [simulatedValueAtRiskMeasure, { ...simulation, model: 'student', degreesOfFreedom: 3 }, { degreesOfFreedom: 9 }],
  [
    extremeValueAtRiskMeasure,
    { level: 0.99, tailShare: 0.1 },
    { tailShare: 0.2 },
    { fit: 'maximum-likelihood' },
    { sign: 'return' },
  ],
  [extremeShortfallMeasure, { level: 0.99, threshold: 0.01 }, { threshold: 0.015 }, { level: 0.98 }],
  [
    maximumDrawdownMeasure,
    path,
    { compounded: false },
    { sign: 'return' },
    { window: 30 },
    { window: 30, peaks: 'since-start' },
  ],
  [averageDrawdownMeasure, path, { compounded: false }, { peakFrom: 'first-period' }, { window: 30 }],
  [ulcerIndexMeasure, path, { compounded: false }, { peakFrom: 'first-period' }, { window: 30 }],
  [
    drawdownAtRiskMeasure,
    { ...path, level: 0.997 },
    { compounded: false },
    { quantile: 'lower' },
    { level: 0.9 },
    { window: 30 },
  ],
  [conditionalDrawdownAtRiskMeasure, { ...path, level: 0.9 }, { compounded: false }, { level: 0.8 }, { window: 30 }],
  [entropicDrawdownAtRiskMeasure, { ...path, level: 0.9 }, { compounded: false }, { level: 0.8 }, { window: 30 }],
  [annualReturnMeasure, year, { periodsPerYear: 252 }, { window: 36 }],
  [sharpeRatioMeasure, year, { ddof: 0 }, { mean: 'geometric' }, { riskFreePerPeriod: 0.001 }, { periodsPerYear: 252 }],
  [sortinoRatioMeasure, year, { denominator: 'shortfalls' }, { requiredPerPeriod: 0.001 }, { periodsPerYear: 252 }],
  [calmarRatioMeasure, year, { window: 36 }, { periodsPerYear: 252 }],
  [omegaRatioMeasure, { thresholdPerPeriod: 0 }, { thresholdPerPeriod: 0.001 }, { window: 36 }],
  [omegaRatioMeasure, { thresholdPerYear: 0.1, ...year }, { thresholdPerYear: 0.2 }, { periodsPerYear: 252 }],
  [tailRatioMeasure, { tail: 0.051 }, { tail: 0.1 }, { quantile: 'lower' }],
  [kellyFractionMeasure, { fraction: 1 }, { fraction: 0.5 }, { ddof: 0 }],
  [semiVarianceMeasure, {}, { ddof: 0 }, { below: 0 }, { below: 0.01 }],
  [probabilisticSharpeMeasure, {}, { benchmarkPerPeriod: 0.01 }, { window: 90 }],
  [deflatedSharpeMeasure, { trials: 10, trialVariance: 0.001 }, { trials: 20 }, { trialVariance: 0.002 }],
];

describe.each(rows.map(([measure, base, ...changes]) => ({ measure, base, changes })))(
  '$measure $base',
  ({ measure, base, changes }) => {
    it.each(changes)('%j', (change) => {
      const before = measure.of(returns, base as never);
      const after = measure.of(returns, { ...base, ...change } as never);
      expect(before.value).toBeDefined();
      expect(after.value).not.toBe(before.value);
      expect(after.definition).toMatchObject(change);
    });
  },
);

it('alpha has one figure for each way to annualise it', () => {
  const [account = [], benchmark = []] = randomColumns('pair', 200, 2);
  const alpha = (more: object) =>
    alphaMeasure.of(account, benchmark, { periodsPerYear: 12, annualisation: 'simple', ...more }).value;
  const figures = [
    {},
    { annualisation: 'compounded' },
    { riskFreePerPeriod: 0.001 },
    { periodsPerYear: 52 },
    { window: 90 },
  ];
  expect(new Set(figures.map(alpha)).size).toBe(5);
});

it('the best of one trial is expected to show nothing, and of more trials more', () => {
  const best = [1, 2, 10, 100, 1e6].map((trials) => expectedMaximumSharpe({ trials, trialVariance: 1 }));
  expect(best[0]).toBe(0);
  expect(best).toEqual(best.toSorted((a, b) => a - b));
  const alone = probabilisticSharpeMeasure.of(returns, {}).value;
  expect(deflatedSharpeMeasure.of(returns, { trials: 1, trialVariance: 1 }).value).toBe(alone);
  expect(() => expectedMaximumSharpe({ trials: 0, trialVariance: 1 })).toThrow(/trials was 0/);
});
