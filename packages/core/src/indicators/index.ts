export { type AlmaOptions, alma } from './averages/alma';
export { dema } from './averages/dema';
export { ema } from './averages/ema';
export { hma } from './averages/hma';
export { type KamaOptions, kama } from './averages/kama';
export { mcGinleyDynamic } from './averages/mc-ginley-dynamic';
export { rma } from './averages/rma';
export { sma } from './averages/sma';
export { type T3Options, t3 } from './averages/t3';
export { tema } from './averages/tema';
export { trima } from './averages/trima';
export { type VidyaOptions, vidya } from './averages/vidya';
export { vwma } from './averages/vwma';
export { wma } from './averages/wma';
export { zlema } from './averages/zlema';
export type { Column } from './column';
export {
  type BarColumns,
  defineIndicator,
  type Indicator,
  type IndicatorBatch,
  type IndicatorColumns,
  type IndicatorDefinition,
  type NumberPair,
  type PairColumns,
  type PriceBar,
  type RunningIndicator,
  type RunningNumber,
  type TimedBar,
  type TimedBarColumns,
} from './define-indicator';
export { type AcceleratorOscillatorOptions, acceleratorOscillator } from './momentum/accelerator-oscillator';
export { type AwesomeOscillatorOptions, awesomeOscillator } from './momentum/awesome-oscillator';
export { balanceOfPower } from './momentum/balance-of-power';
export { cci } from './momentum/cci';
export { chandeMomentumOscillator } from './momentum/chande-momentum-oscillator';
export { type ConnorsRsiOptions, connorsRsi } from './momentum/connors-rsi';
export { type CoppockCurveOptions, coppockCurve } from './momentum/coppock-curve';
export { deMarker } from './momentum/de-marker';
export { type DerivativeOscillatorOptions, derivativeOscillator } from './momentum/derivative-oscillator';
export { detrendedPriceOscillator } from './momentum/detrended-price-oscillator';
export { fisherTransform } from './momentum/fisher-transform';
export { type KstOptions, type KstValue, kst } from './momentum/kst';
export { type MacdOptions, type MacdValue, macd } from './momentum/macd';
export { momentum } from './momentum/momentum';
export { type PpoOptions, type PpoValue, ppo } from './momentum/ppo';
export { qstick } from './momentum/qstick';
export { type RelativeVigorIndexValue, relativeVigorIndex } from './momentum/relative-vigor-index';
export { roc } from './momentum/roc';
export { rsi } from './momentum/rsi';
export { type StochasticOptions, type StochasticValue, stochastic } from './momentum/stochastic';
export { type StochasticRsiOptions, stochasticRsi } from './momentum/stochastic-rsi';
export { trix } from './momentum/trix';
export { type TrueStrengthIndexOptions, trueStrengthIndex } from './momentum/true-strength-index';
export { type UltimateOscillatorOptions, ultimateOscillator } from './momentum/ultimate-oscillator';
export { type WaveTrendOptions, type WaveTrendValue, waveTrend } from './momentum/wave-trend';
export { williamsR } from './momentum/williams-r';
export { medianPrice } from './price/median-price';
export { midpoint } from './price/midpoint';
export { typicalPrice } from './price/typical-price';
export { weightedClose } from './price/weighted-close';
export type { PriceBands } from './price-bands';
export { type LinearRegressionValue, linearRegression } from './statistics/linear-regression';
export { percentRank } from './statistics/percent-rank';
export { rollingBeta } from './statistics/rolling-beta';
export { rollingCorrelation } from './statistics/rolling-correlation';
export { rollingCovariance } from './statistics/rolling-covariance';
export { rollingMax } from './statistics/rolling-max';
export { rollingMin } from './statistics/rolling-min';
export { rollingStandardDeviation } from './statistics/rolling-standard-deviation';
export { rollingVariance } from './statistics/rolling-variance';
export { timeSeriesForecast } from './statistics/time-series-forecast';
export { zScore } from './statistics/z-score';
export { type AdxValue, adx } from './trend/adx';
export { adxr } from './trend/adxr';
export { type AroonValue, aroon } from './trend/aroon';
export { type ChandeKrollStopOptions, type ChandeKrollStopValue, chandeKrollStop } from './trend/chande-kroll-stop';
export { choppinessIndex } from './trend/choppiness-index';
export { type DirectionalIndexValue, directionalIndex } from './trend/directional-index';
export { type IchimokuOptions, type IchimokuValue, ichimoku } from './trend/ichimoku';
export { type MassIndexOptions, massIndex } from './trend/mass-index';
export { type ParabolicSarOptions, type ParabolicSarValue, parabolicSar } from './trend/parabolic-sar';
export { type PivotPointsValue, pivotPoints } from './trend/pivot-points';
export { type SuperTrendOptions, type SuperTrendValue, superTrend } from './trend/super-trend';
export { verticalHorizontalFilter } from './trend/vertical-horizontal-filter';
export { type VortexValue, vortex } from './trend/vortex';
export { type AccelerationBandsOptions, accelerationBands } from './volatility/acceleration-bands';
export { atr } from './volatility/atr';
export { type BollingerOptions, bollinger } from './volatility/bollinger';
export { bollingerPercentB } from './volatility/bollinger-percent-b';
export { bollingerWidth } from './volatility/bollinger-width';
export { type ChaikinVolatilityOptions, chaikinVolatility } from './volatility/chaikin-volatility';
export { donchian } from './volatility/donchian';
export { type HistoricalVolatilityOptions, historicalVolatility } from './volatility/historical-volatility';
export { type KeltnerOptions, keltner } from './volatility/keltner';
export { natr } from './volatility/natr';
export { rollingUlcerIndex } from './volatility/rolling-ulcer-index';
export { trueRange } from './volatility/true-range';
export { accumulationDistribution } from './volume/accumulation-distribution';
export { anchoredVwap } from './volume/anchored-vwap';
export { chaikinMoneyFlow } from './volume/chaikin-money-flow';
export { type ChaikinOscillatorOptions, chaikinOscillator } from './volume/chaikin-oscillator';
export { type EaseOfMovementOptions, easeOfMovement } from './volume/ease-of-movement';
export { forceIndex } from './volume/force-index';
export {
  type KlingerOscillatorOptions,
  type KlingerOscillatorValue,
  klingerOscillator,
} from './volume/klinger-oscillator';
export { moneyFlowIndex } from './volume/money-flow-index';
export { negativeVolumeIndex } from './volume/negative-volume-index';
export { obv } from './volume/obv';
export { positiveVolumeIndex } from './volume/positive-volume-index';
export { priceVolumeTrend } from './volume/price-volume-trend';
export { type PvoOptions, type PvoValue, pvo } from './volume/pvo';
export { type SessionVwapOptions, sessionVwap } from './volume/session-vwap';
export { type VolumeOscillatorOptions, volumeOscillator } from './volume/volume-oscillator';
export { vwap } from './volume/vwap';
export { williamsAccumulationDistribution } from './volume/williams-accumulation-distribution';
