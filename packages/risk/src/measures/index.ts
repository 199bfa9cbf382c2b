export type { BacktestStatistic } from './backtest/backtest-statistic';
export { type ChristoffersenTransitions, christoffersenTest } from './backtest/christoffersen-test';
export { type ConditionalCoverageOptions, conditionalCoverageTest } from './backtest/conditional-coverage-test';
export { type ExceptionCounts, exceptionCounts } from './backtest/exception-counts';
export { kupiecTest } from './backtest/kupiec-test';
export { type TrafficLight, trafficLight } from './backtest/traffic-light';
export {
  type RunningBacktest,
  type ValueAtRiskBacktest,
  type ValueAtRiskBacktestOptions,
  type ValueAtRiskVerdict,
  valueAtRiskBacktest,
} from './backtest/value-at-risk-backtest';
export { type AlphaMeasureOptions, alphaMeasure } from './benchmark/alpha-measure';
export type { BenchmarkMeasureOptions } from './benchmark/benchmark-options';
export { betaMeasure } from './benchmark/beta-measure';
export { describeDefinition } from './definition/describe-definition';
export type {
  BarMeasure,
  DefinitionChoice,
  Measured,
  PairMeasure,
  RangeBar,
  RangeColumns,
  RiskDefinition,
  RunningBarMeasure,
  RunningPairMeasure,
  RunningSeriesMeasure,
  SeriesMeasure,
} from './definition/measured';
export type {
  AnnualOption,
  DeviationOption,
  InputOptions,
  LevelOption,
  QuantileOption,
  SeriesOptions,
  SignOption,
  WindowOption,
} from './definition/options';
export { giniMeanDifferenceMeasure } from './dispersion/gini-mean-difference-measure';
export { type SemiVarianceOptions, semiVarianceMeasure } from './dispersion/semi-variance-measure';
export { averageDrawdownMeasure } from './drawdown/average-drawdown-measure';
export {
  type ConditionalDrawdownAtRiskOptions,
  conditionalDrawdownAtRiskMeasure,
} from './drawdown/conditional-drawdown-at-risk-measure';
export { type DrawdownAtRiskOptions, drawdownAtRiskMeasure } from './drawdown/drawdown-at-risk-measure';
export type { DrawdownMeasureOptions } from './drawdown/drawdown-options';
export {
  type EntropicDrawdownAtRiskOptions,
  entropicDrawdownAtRiskMeasure,
} from './drawdown/entropic-drawdown-at-risk-measure';
export { type MaximumDrawdownMeasureOptions, maximumDrawdownMeasure } from './drawdown/maximum-drawdown-measure';
export { ulcerIndexMeasure } from './drawdown/ulcer-index-measure';
export { extremeShortfallMeasure } from './extreme/extreme-shortfall-measure';
export type { ExtremeTailOptions } from './extreme/extreme-tail-options';
export { extremeValueAtRiskMeasure } from './extreme/extreme-value-at-risk-measure';
export { type DeflatedSharpeOptions, deflatedSharpeMeasure } from './luck/deflated-sharpe-measure';
export { expectedMaximumSharpe, type TrialOptions } from './luck/expected-maximum-sharpe';
export {
  type ProbabilisticSharpeMeasureOptions,
  probabilisticSharpeMeasure,
} from './luck/probabilistic-sharpe-measure';
export { type AnnualReturnOptions, annualReturnMeasure } from './ratios/annual-return-measure';
export { type CalmarRatioMeasureOptions, calmarRatioMeasure } from './ratios/calmar-ratio-measure';
export { type KellyFractionMeasureOptions, kellyFractionMeasure } from './ratios/kelly-fraction-measure';
export { type OmegaRatioMeasureOptions, omegaRatioMeasure } from './ratios/omega-ratio-measure';
export { type SharpeRatioMeasureOptions, sharpeRatioMeasure } from './ratios/sharpe-ratio-measure';
export { type SortinoRatioMeasureOptions, sortinoRatioMeasure } from './ratios/sortino-ratio-measure';
export { type TailRatioMeasureOptions, tailRatioMeasure } from './ratios/tail-ratio-measure';
export {
  type ConditionalValueAtRiskMeasureOptions,
  conditionalValueAtRiskMeasure,
} from './tail/conditional-value-at-risk-measure';
export type { CornishFisherDomain } from './tail/cornish-fisher-domain';
export {
  type CornishFisherValueAtRiskOptions,
  cornishFisherValueAtRiskMeasure,
} from './tail/cornish-fisher-value-at-risk-measure';
export {
  type EntropicValueAtRiskMeasureOptions,
  entropicValueAtRiskMeasure,
} from './tail/entropic-value-at-risk-measure';
export {
  type HistoricalValueAtRiskOptions,
  historicalValueAtRiskMeasure,
} from './tail/historical-value-at-risk-measure';
export { type NormalValueAtRiskOptions, normalValueAtRiskMeasure } from './tail/normal-value-at-risk-measure';
export { type SimulatedValueAtRiskOptions, simulatedValueAtRiskMeasure } from './tail/simulated-value-at-risk-measure';
export { type EwmaVolatilityMeasureOptions, ewmaVolatilityMeasure } from './volatility/ewma-volatility-measure';
export { garmanKlassVolatilityMeasure } from './volatility/garman-klass-volatility-measure';
export { parkinsonVolatilityMeasure } from './volatility/parkinson-volatility-measure';
export type { RangeVolatilityOptions } from './volatility/range-volatility';
export { rogersSatchellVolatilityMeasure } from './volatility/rogers-satchell-volatility-measure';
export { type VolatilityMeasureOptions, volatilityMeasure } from './volatility/volatility-measure';
export { yangZhangVolatilityMeasure } from './volatility/yang-zhang-volatility-measure';
