export { type Clock, systemClock } from './clock';
export type { Control, Kill, Observed, Override, Pause, Rearm, TimedControl } from './control/control';
export { covers, describeScope, type Scope, venueOf } from './control/scope';
export {
  BrokerError,
  DataError,
  type ErrorContext,
  InvalidOptionsError,
  LedgerError,
  SigmaxError,
  type SigmaxErrorOptions,
  StrategyContractError,
} from './errors';
export {
  type Finding,
  type Guard,
  type GuardEvent,
  type Intervention,
  pass,
  type StopAction,
  type Verdict,
} from './guard/guard';
export { mostRestrictive, type Restriction } from './guard/most-restrictive';
export {
  type AdxValue,
  adx,
  atr,
  type BarColumns,
  type BollingerOptions,
  bollinger,
  type Column,
  cci,
  defineIndicator,
  donchian,
  ema,
  hma,
  type Indicator,
  type IndicatorBatch,
  type IndicatorColumns,
  type IndicatorDefinition,
  type KeltnerOptions,
  keltner,
  type LinearRegressionValue,
  linearRegression,
  type MacdOptions,
  type MacdValue,
  macd,
  obv,
  type PriceBands,
  type PriceBar,
  type RunningIndicator,
  roc,
  rollingMax,
  rollingMin,
  rsi,
  type StochasticOptions,
  type StochasticValue,
  type SuperTrendOptions,
  type SuperTrendValue,
  sma,
  stochastic,
  superTrend,
  vwap,
  wma,
  zScore,
} from './indicators';
export type { BacktestOptions } from './kernel/backtest';
export { type Bot, type BotOptions, createBot } from './kernel/bot';
export type {
  BotEvent,
  BotFinished,
  BotHalted,
  BotRearmed,
  BotStarted,
  CancelFailed,
  CashMoved,
  ControlApplied,
  ControlRefused,
  Marked,
  OrderDelayed,
  OrderDenied,
  OrderShrunk,
} from './kernel/bot-event';
export { canonicalJson } from './kernel/canonical-json';
export type { StateStore } from './kernel/guard-memory';
export type { OpenOrder, Portfolio } from './kernel/portfolio';
export type { RunOptions } from './kernel/run';
export type { FinalBalance, FinalPosition, RunResult } from './kernel/run-result';
export type { CashMove, SessionOptions } from './kernel/session';
export type { SizingOptions } from './kernel/sizing';
export type { Slice } from './kernel/slice';
export { bookFill, createLedger, type Ledger, type LedgerOptions, moveCash, notionalQuanta } from './ledger/ledger';
export { multiplyDivideRound, roundToStep, wholeSteps } from './ledger/quanta';
export { type LedgerDifference, type LedgerOracle, reconcile } from './ledger/reconcile';
export type { Bar } from './market/bar';
export { type BarSeries, type BarSeriesOptions, barAt, barSeries } from './market/bar-series';
export type { FundingRate } from './market/funding-rate';
export { type Instrument, spotInstrument } from './market/instrument';
export type { Market, MarketEvent, MarketLabel, MarketSource, StoredBars, StoredMarket } from './market/market';
export { marketDigest } from './market/market-digest';
export type { Quote } from './market/quote';
export { type Timeframe, timeframeMs } from './market/timeframe';
export type { Trade } from './market/trade';
export {
  type AlphaOptions,
  type AnnualOptions,
  allMeasures,
  annualVolatility,
  averageDrawdown,
  averageLoss,
  averageWin,
  type BootstrapInterval,
  type BootstrapOptions,
  type BuyAndHold,
  benchmarkAlpha,
  benchmarkBeta,
  benchmarkCorrelation,
  bestReturn,
  bootstrapInterval,
  burkeRatio,
  buyAndHold,
  type CalendarReturn,
  type CalmarOptions,
  type CaptureOptions,
  type ConditionalValueAtRiskOptions,
  cagr,
  calendarReturns,
  calmarRatio,
  captureRatio,
  conditionalDrawdownAtRisk,
  conditionalValueAtRisk,
  cornishFisherQuantile,
  cornishFisherValueAtRisk,
  currentDrawdown,
  type DegreesOfFreedom,
  type DownsideOptions,
  type DrawdownEpisode,
  type DrawdownOptions,
  type Drawdowns,
  downsideRisk,
  drawdownAtRisk,
  drawdownEpisodes,
  drawdowns,
  type EwmaOptions,
  entropicDrawdownAtRisk,
  entropicRisk,
  entropicValueAtRisk,
  ewmaVolatility,
  expectancy,
  gainToPainRatio,
  gaussianValueAtRisk,
  giniMeanDifference,
  informationRatio,
  type KurtosisOptions,
  kellyFraction,
  kellyFromOdds,
  kurtosis,
  logReturns,
  longestDrawdown,
  longestStreak,
  type Measure,
  type MeasureDefinition,
  type MeasureGroup,
  type MeasureOptions,
  type MeasureUnit,
  martinRatio,
  maximumDrawdown,
  meanAbsoluteDeviation,
  meanReturn,
  measureDefinitions,
  minimumTrackRecord,
  normalProbability,
  normalQuantile,
  type OmegaOptions,
  omegaRatio,
  type ParametricValueAtRiskOptions,
  painIndex,
  painRatio,
  payoffRatio,
  periodMsOf,
  periodsPerYear,
  positiveShare,
  probabilisticSharpe,
  profitFactor,
  type QuantileMethod,
  quantile,
  type RandomTiming,
  type RandomTimingOptions,
  type RiskSign,
  type RoundTrip,
  type RoundTripOptions,
  type RunPerformance,
  randomTiming,
  recoveryFactor,
  recoveryPeriods,
  returnStability,
  roundTrips,
  type SharpeOptions,
  type SharpeSample,
  semiDeviation,
  sharpeRatio,
  sharpeSample,
  simpleReturns,
  skewness,
  sortinoRatio,
  systemQuality,
  type TailRatioOptions,
  type TradingCosts,
  tailRatio,
  timeUnderWater,
  timeWeighted,
  totalReturn,
  trackingError,
  tradingCosts,
  treynorRatio,
  ulcerIndex,
  type ValueAtRiskOptions,
  type VolatilityOptions,
  valueAtRisk,
  wealthIndex,
  winRate,
  worstReturn,
} from './measures';
export { parseOptions } from './options';
export {
  type BookLevel,
  type BookSide,
  type BookSweep,
  bookDepth,
  bookImbalance,
  bookSpread,
  createOrderBook,
  type FlatLevels,
  type MutableOrderBook,
  microPrice,
  midPrice,
  type OrderBook,
  type OrderBookDelta,
  type OrderBookOptions,
  type OrderBookSnapshot,
  orderBookSnapshot,
  quantityToPrice,
  sweepBook,
  vwapToSize,
} from './order-book';
export type { Order } from './orders/order';
export type {
  CancelReason,
  Fill,
  OrderAccepted,
  OrderCancelled,
  OrderEvent,
  OrderRejected,
  OrderSubmitted,
  RejectCode,
} from './orders/order-events';
export type {
  ApprovedOrder,
  Bracket,
  LimitIntent,
  MarketIntent,
  OrderIntent,
  OrderType,
  Side,
  StopIntent,
  StopLimitIntent,
  TimeInForce,
  TrailingOffset,
  TrailingStopIntent,
} from './orders/order-intent';
export { isFinalStatus, nextOrderStatus, type OrderReport, type OrderStatus } from './orders/order-status';
export { checkPlugin } from './plugin/check-plugin';
export { defineStrategyPlugin, type StrategyPluginDefinition } from './plugin/define-strategy-plugin';
export { type PluginParameter, parametersOf } from './plugin/parameters-of';
export { sdkVersion } from './plugin/sdk-version';
export type { InstrumentCount, PluginFactory, StrategyPlugin } from './plugin/strategy-plugin';
export { type Random, seededRandom } from './random';
export type { ReportOptions, ReportRow, ReportSection } from './report/analysis/options';
export { type TearSheet, tearSheet } from './report/tear-sheet';
export { createSha256, type Sha256 } from './sha256';
export {
  type Broker,
  type BrokerContext,
  type BrokerReports,
  type BrokerSession,
  type Execution,
  requireApproved,
} from './simulation/broker';
export type { MarketProfile } from './simulation/market-profile';
export { type SimulatedMarket, simulatedBars, simulatedMarket } from './simulation/market-simulator';
export { type IntrabarPath, type SimulatedBrokerOptions, simulatedBroker } from './simulation/simulated-broker';
export type { SimulatedMarketOptions } from './simulation/simulated-market-options';
export {
  type Decision,
  type Hold,
  hold,
  type Orders,
  orders,
  type Target,
  type Targets,
  target,
  targets,
} from './strategy/decision';
export { defineStrategy, type StrategyDefinition, type StrategyFactory } from './strategy/define-strategy';
export type { Decide, Snapshot, Strategy, StrategyContext, StreamStrategy, SyncStrategy } from './strategy/strategy';
export { defineStreamStrategy, type StreamStrategyDefinition, streamStrategy } from './strategy/stream-strategy';
