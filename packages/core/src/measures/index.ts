export {
  type AlphaOptions,
  benchmarkAlpha,
  benchmarkBeta,
  benchmarkCorrelation,
  treynorRatio,
} from './benchmark/alpha-beta';
export { type BuyAndHold, buyAndHold } from './benchmark/buy-and-hold';
export { type CaptureOptions, captureRatio } from './benchmark/capture';
export { informationRatio, trackingError } from './benchmark/tracking';
export { allMeasures, type Measure, measureDefinitions } from './catalogue/catalogue';
export type { MeasureDefinition, MeasureGroup, MeasureUnit } from './catalogue/definition';
export type { MeasureOptions } from './catalogue/settings';
export { averageDrawdown, currentDrawdown, maximumDrawdown, painIndex, ulcerIndex } from './drawdown/depth';
export { type DrawdownOptions, type Drawdowns, drawdowns } from './drawdown/drawdowns';
export {
  type DrawdownEpisode,
  drawdownEpisodes,
  longestDrawdown,
  recoveryPeriods,
  timeUnderWater,
} from './drawdown/episodes';
export { burkeRatio, type CalmarOptions, calmarRatio, martinRatio, painRatio, recoveryFactor } from './drawdown/ratios';
export { conditionalDrawdownAtRisk, drawdownAtRisk, entropicDrawdownAtRisk } from './drawdown/tail';
export { type BootstrapInterval, type BootstrapOptions, bootstrapInterval } from './luck/bootstrap';
export {
  minimumTrackRecord,
  probabilisticSharpe,
  type SharpeSample,
  sharpeSample,
} from './luck/probabilistic-sharpe';
export { type RandomTiming, type RandomTimingOptions, randomTiming } from './luck/random-timing';
export { giniMeanDifference, meanAbsoluteDeviation, semiDeviation } from './ratios/dispersion';
export { gainToPainRatio } from './ratios/gain-to-pain';
export { kellyFraction, kellyFromOdds } from './ratios/kelly';
export { type OmegaOptions, omegaRatio } from './ratios/omega-ratio';
export { type SharpeOptions, sharpeRatio } from './ratios/sharpe-ratio';
export { type DownsideOptions, downsideRisk, sortinoRatio } from './ratios/sortino-ratio';
export { returnStability } from './ratios/stability';
export { type TailRatioOptions, tailRatio } from './ratios/tail-ratio';
export { annualVolatility, type EwmaOptions, ewmaVolatility, type VolatilityOptions } from './ratios/volatility';
export { type CalendarReturn, calendarReturns } from './returns/calendar-returns';
export { bestReturn, positiveShare, worstReturn } from './returns/extremes';
export { type AnnualOptions, cagr, meanReturn, totalReturn } from './returns/growth';
export { periodMsOf, periodsPerYear } from './returns/periods-per-year';
export { logReturns, simpleReturns, wealthIndex } from './returns/returns';
export { type RunPerformance, timeWeighted } from './returns/time-weighted';
export { type DegreesOfFreedom, type KurtosisOptions, kurtosis, skewness } from './statistics/moments';
export { normalProbability, normalQuantile } from './statistics/normal';
export { type QuantileMethod, quantile } from './statistics/quantile';
export { type ConditionalValueAtRiskOptions, conditionalValueAtRisk } from './tail/conditional-value-at-risk';
export { entropicRisk, entropicValueAtRisk } from './tail/entropic-value-at-risk';
export {
  cornishFisherQuantile,
  cornishFisherValueAtRisk,
  gaussianValueAtRisk,
  type ParametricValueAtRiskOptions,
} from './tail/parametric-value-at-risk';
export { type RiskSign, type ValueAtRiskOptions, valueAtRisk } from './tail/value-at-risk';
export { type TradingCosts, tradingCosts } from './trades/costs';
export type { RoundTrip } from './trades/round-trip';
export { type RoundTripOptions, roundTrips } from './trades/round-trips';
export {
  averageLoss,
  averageWin,
  expectancy,
  longestStreak,
  payoffRatio,
  profitFactor,
  systemQuality,
  winRate,
} from './trades/win-loss';
