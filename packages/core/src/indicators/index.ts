export { ema } from './averages/ema';
export { hma } from './averages/hma';
export { sma } from './averages/sma';
export { wma } from './averages/wma';
export type { Column } from './column';
export {
  type BarColumns,
  defineIndicator,
  type Indicator,
  type IndicatorBatch,
  type IndicatorColumns,
  type IndicatorDefinition,
  type PriceBar,
  type RunningIndicator,
} from './define-indicator';
export { cci } from './momentum/cci';
export { type MacdOptions, type MacdValue, macd } from './momentum/macd';
export { roc } from './momentum/roc';
export { rsi } from './momentum/rsi';
export { type StochasticOptions, type StochasticValue, stochastic } from './momentum/stochastic';
export type { PriceBands } from './price-bands';
export { type LinearRegressionValue, linearRegression } from './statistics/linear-regression';
export { rollingMax } from './statistics/rolling-max';
export { rollingMin } from './statistics/rolling-min';
export { zScore } from './statistics/z-score';
export { type AdxValue, adx } from './trend/adx';
export { type SuperTrendOptions, type SuperTrendValue, superTrend } from './trend/super-trend';
export { atr } from './volatility/atr';
export { type BollingerOptions, bollinger } from './volatility/bollinger';
export { donchian } from './volatility/donchian';
export { type KeltnerOptions, keltner } from './volatility/keltner';
export { obv } from './volume/obv';
export { vwap } from './volume/vwap';
