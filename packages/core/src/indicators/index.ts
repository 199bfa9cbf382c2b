export { type Column } from './column';
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
export { type PriceBands } from './price-bands';

export { ema } from './averages/ema';
export { hma } from './averages/hma';
export { sma } from './averages/sma';
export { wma } from './averages/wma';

export { cci } from './momentum/cci';
export { macd, type MacdOptions, type MacdValue } from './momentum/macd';
export { roc } from './momentum/roc';
export { rsi } from './momentum/rsi';
export { stochastic, type StochasticOptions, type StochasticValue } from './momentum/stochastic';

export { adx, type AdxValue } from './trend/adx';
export { superTrend, type SuperTrendOptions, type SuperTrendValue } from './trend/super-trend';

export { atr } from './volatility/atr';
export { bollinger, type BollingerOptions } from './volatility/bollinger';
export { donchian } from './volatility/donchian';
export { keltner, type KeltnerOptions } from './volatility/keltner';

export { obv } from './volume/obv';
export { vwap } from './volume/vwap';

export { linearRegression, type LinearRegressionValue } from './statistics/linear-regression';
export { rollingMax } from './statistics/rolling-max';
export { rollingMin } from './statistics/rolling-min';
export { zScore } from './statistics/z-score';
