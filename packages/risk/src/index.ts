export type { Alert, AlertSource, Severity } from './alerts/alert';
export { type AlertsOptions, alerts } from './alerts/alerts';
export { type DecisionRecord, decisionRecordJsonSchema, decisionRecordSchema } from './alerts/decision-record';
export { type AlertSink, type DeliverAlertsOptions, deliverAlerts } from './alerts/deliver-alerts';
export { type DecisionEvent, explainDenial } from './alerts/explain-denial';
export {
  type AllocationContext,
  AllocationError,
  type AllocationParams,
  type AllocationStrategyDefinition,
  allocationStrategy,
  type BlackLitterman,
  type BlackLittermanOptions,
  blackLitterman,
  type ConditionalValueAtRiskBudgetOptions,
  type Correlation,
  type CostlyTurnover,
  type Covariance,
  conditionalValueAtRiskBudget,
  correlationOf,
  covarianceOf,
  type EwmaCovarianceOptions,
  type EwmaMeansOptions,
  type ExpectedReturns,
  equalRiskContribution,
  equalWeight,
  ewmaCovariance,
  ewmaMeans,
  type FixedFractionOptions,
  fixedFractionSize,
  fractionalKellyWeight,
  type HierarchicalRiskParityOptions,
  hierarchicalRiskParity,
  historicalMeans,
  inverseVolatility,
  type KellyMoments,
  type KellyOdds,
  type KeptWeight,
  type LedoitWolfOptions,
  type Linkage,
  ledoitWolf,
  type MaximumSharpeOptions,
  type MeanVarianceOptions,
  type MinimumConditionalValueAtRiskOptions,
  type MinimumVarianceOptions,
  maximumSharpe,
  meanVariance,
  minimumConditionalValueAtRisk,
  minimumVariance,
  type NearestCovarianceOptions,
  nearestCovariance,
  type PositionSize,
  portfolioReturn,
  portfolioVolatility,
  type RebalanceBands,
  type RebalanceOptions,
  type RebalanceTrade,
  type Rebalancing,
  type RepairedCovariance,
  type ReturnsTable,
  type ReturnView,
  type RiskBudgetingOptions,
  rebalance,
  returnsTable,
  riskBudgeting,
  riskContributions,
  type SampleCovarianceOptions,
  type ShrunkCovariance,
  type ShrunkMeans,
  type ShrunkMeansOptions,
  sampleCovariance,
  shrunkMeans,
  type TailAllocationOptions,
  type TailRiskOptions,
  type Turnover,
  tailRiskWeight,
  type VolatilityTargetOptions,
  volatilityTargetWeight,
  type WeightBound,
  type WeightGroup,
  type WeightLimits,
  type Weights,
} from './allocation';
export { type AllOfOptions, type AllOfState, allOf } from './combinators/all-of';
export type { KnownStops } from './combinators/known-stops';
export type { OrderTags } from './combinators/order-tags';
export { type PerState, per } from './combinators/per';
export { type WhenPredicate, type WhenState, when } from './combinators/when';
export { type DenialCode, denialCodes } from './denial-codes';
export { type ApiErrorsOptions, apiErrors } from './guards/api-errors';
export type { CashFlows } from './guards/cash-flows';
export type { OpenTrade, OpenTrades } from './guards/closed-trades';
export { type CooldownOptions, type CooldownState, cooldown } from './guards/cooldown';
export type { CorrelationOptions, CorrelationState } from './guards/correlation-clusters';
export { type DataQualityOptions, type DataQualityState, dataQuality, type SeenBars } from './guards/data-quality';
export { type DuplicateOrdersOptions, type DuplicateState, duplicateOrders } from './guards/duplicate-orders';
export { type HeartbeatOptions, heartbeat } from './guards/heartbeat';
export type { Watched } from './guards/instrument-watch';
export type { Trip } from './guards/latch';
export { type LatencyLimitOptions, latencyLimit } from './guards/latency-limit';
export { type LiquidationDistanceOptions, liquidationDistance } from './guards/liquidation-distance';
export { type LossStreakOptions, lossStreak, type StreakState } from './guards/loss-streak';
export { type LowProfitOptions, type LowProfitState, lowProfit } from './guards/low-profit';
export { type MaxClusterExposureOptions, maxClusterExposure } from './guards/max-cluster-exposure';
export { type DrawdownState, type MaxDrawdownOptions, maxDrawdown } from './guards/max-drawdown';
export { type MaxGrossExposureOptions, maxGrossExposure } from './guards/max-gross-exposure';
export { type MaxLeverageOptions, maxLeverage } from './guards/max-leverage';
export { type LossState, type MaxLossOptions, maxLoss } from './guards/max-loss';
export { type MaxNetExposureOptions, maxNetExposure } from './guards/max-net-exposure';
export { type MaxOpenOrdersOptions, maxOpenOrders, type WaitingExits } from './guards/max-open-orders';
export { type MaxOrderNotionalOptions, maxOrderNotional } from './guards/max-order-notional';
export { type MaxOrderQuantityOptions, maxOrderQuantity } from './guards/max-order-quantity';
export { type MaxPositionOptions, maxPosition } from './guards/max-position';
export { type MaxSlippageOptions, maxSlippage, type SlippageState } from './guards/max-slippage';
export { type MaxWeightOptions, maxWeight } from './guards/max-weight';
export { type MemoryLimitOptions, memoryLimit } from './guards/memory-limit';
export { type MessageRateOptions, messageRate } from './guards/message-rate';
export { type LiquidityState, type MinLiquidityOptions, minLiquidity } from './guards/min-liquidity';
export { type MinimumCashOptions, minimumCash } from './guards/minimum-cash';
export { type NoShortOptions, noShort } from './guards/no-short';
export { type ObservedLimitOptions, type ObservedState, observedLimit } from './guards/observed-limit';
export type { OpenQuantities } from './guards/open-orders';
export { type MessageState, type OrderToTradeRatioOptions, orderToTradeRatio } from './guards/order-to-trade-ratio';
export { type PauseTriggersOptions, pauseTriggers } from './guards/pause-triggers';
export { type BreachState, type PositionBreachOptions, positionBreach } from './guards/position-breach';
export { type PriceCollarOptions, priceCollar } from './guards/price-collar';
export { type BestPrices, type DriftState, type PriceDriftOptions, priceDrift } from './guards/price-drift';
export type { PriceReference, ReferenceSample, ReferenceState } from './guards/price-reference';
export { type PrivacyBreachOptions, privacyBreach } from './guards/privacy-breach';
export {
  type ReconciledBalancesOptions,
  type ReconciliationState,
  reconciledBalances,
} from './guards/reconciled-balances';
export { type RepeatedExecutionOptions, type RepetitionState, repeatedExecution } from './guards/repeated-execution';
export { type RestrictedInstrumentsOptions, restrictedInstruments } from './guards/restricted-instruments';
export { type SelfTradePreventionOptions, selfTradePrevention } from './guards/self-trade-prevention';
export { type SentimentFloorOptions, sentimentFloor } from './guards/sentiment-floor';
export type { TimeRing } from './guards/time-ring';
export { type TradingHoursOptions, tradingHours } from './guards/trading-hours';
export {
  type BreakerBounds,
  type BreakerState,
  type VolatilityBreakerOptions,
  volatilityBreaker,
} from './guards/volatility-breaker';
export type { Weekday, WeeklyWindow } from './guards/weekly-windows';
export type { CancelVenue, CloseRequest, HeldPosition, VenueOrder } from './kill-switch/cancel-venue';
export { type DeadMan, type DeadManOptions, deadMan } from './kill-switch/dead-man';
export type {
  DeadManEvent,
  DeadManExpired,
  DeadManListenerFailed,
  DeadManRefreshFailed,
} from './kill-switch/dead-man-event';
export type { KillCode, KillLatch } from './kill-switch/kill-latch';
export type { KillRequest } from './kill-switch/kill-request';
export { type KillSwitch, killSwitch, type RearmRequest, type RearmResult } from './kill-switch/kill-switch';
export type {
  ControlSent,
  EscalationCode,
  KeepingFailed,
  Killed,
  KillRearmed,
  KillReport,
  KillState,
  KillStateChanged,
  KillSwitchEvent,
  ListenerFailed,
  RearmRefusal,
  RearmRefused,
  VenueCleared,
  VenueEscalated,
  VenueReport,
  VenueStatus,
} from './kill-switch/kill-switch-event';
export type { KillSwitchOptions } from './kill-switch/kill-switch-options';
export {
  type AlphaMeasureOptions,
  type AnnualOption,
  type AnnualReturnOptions,
  alphaMeasure,
  annualReturnMeasure,
  averageDrawdownMeasure,
  type BacktestStatistic,
  type BarMeasure,
  type BenchmarkMeasureOptions,
  betaMeasure,
  type CalmarRatioMeasureOptions,
  type ChristoffersenTransitions,
  type ConditionalCoverageOptions,
  type ConditionalDrawdownAtRiskOptions,
  type ConditionalValueAtRiskMeasureOptions,
  type CornishFisherDomain,
  type CornishFisherValueAtRiskOptions,
  calmarRatioMeasure,
  christoffersenTest,
  conditionalCoverageTest,
  conditionalDrawdownAtRiskMeasure,
  conditionalValueAtRiskMeasure,
  cornishFisherValueAtRiskMeasure,
  type DefinitionChoice,
  type DeflatedSharpeOptions,
  type DeviationOption,
  type DrawdownAtRiskOptions,
  type DrawdownMeasureOptions,
  deflatedSharpeMeasure,
  describeDefinition,
  drawdownAtRiskMeasure,
  type EntropicDrawdownAtRiskOptions,
  type EntropicValueAtRiskMeasureOptions,
  type EwmaVolatilityMeasureOptions,
  type ExceptionCounts,
  type ExtremeTailOptions,
  entropicDrawdownAtRiskMeasure,
  entropicValueAtRiskMeasure,
  ewmaVolatilityMeasure,
  exceptionCounts,
  expectedMaximumSharpe,
  extremeShortfallMeasure,
  extremeValueAtRiskMeasure,
  garmanKlassVolatilityMeasure,
  giniMeanDifferenceMeasure,
  type HistoricalValueAtRiskOptions,
  historicalValueAtRiskMeasure,
  type InputOptions,
  type KellyFractionMeasureOptions,
  kellyFractionMeasure,
  kupiecTest,
  type LevelOption,
  type MaximumDrawdownMeasureOptions,
  type Measured,
  maximumDrawdownMeasure,
  type NormalValueAtRiskOptions,
  normalValueAtRiskMeasure,
  type OmegaRatioMeasureOptions,
  omegaRatioMeasure,
  type PairMeasure,
  type ProbabilisticSharpeMeasureOptions,
  parkinsonVolatilityMeasure,
  probabilisticSharpeMeasure,
  type QuantileOption,
  type RangeBar,
  type RangeColumns,
  type RangeVolatilityOptions,
  type RiskDefinition,
  type RunningBacktest,
  type RunningBarMeasure,
  type RunningPairMeasure,
  type RunningSeriesMeasure,
  rogersSatchellVolatilityMeasure,
  type SemiVarianceOptions,
  type SeriesMeasure,
  type SeriesOptions,
  type SharpeRatioMeasureOptions,
  type SignOption,
  type SimulatedValueAtRiskOptions,
  type SortinoRatioMeasureOptions,
  semiVarianceMeasure,
  sharpeRatioMeasure,
  simulatedValueAtRiskMeasure,
  sortinoRatioMeasure,
  type TailRatioMeasureOptions,
  type TrafficLight,
  type TrialOptions,
  tailRatioMeasure,
  trafficLight,
  ulcerIndexMeasure,
  type ValueAtRiskBacktest,
  type ValueAtRiskBacktestOptions,
  type ValueAtRiskVerdict,
  type VolatilityMeasureOptions,
  valueAtRiskBacktest,
  volatilityMeasure,
  type WindowOption,
  yangZhangVolatilityMeasure,
} from './measures';
export {
  type AllowedByPolicyAgentOptions,
  allowedByPolicyAgent,
  describePolicy,
  guardsFrom,
  type Limit,
  type LimitInput,
  type LimitKindName,
  type LimitOverride,
  type LimitsDocument,
  type LimitsInput,
  type LimitsProfile,
  type LimitsProfileName,
  limitsHash,
  limitsProfiles,
  type OpenPolicyAgent,
  type OpenPolicyAgentOptions,
  openPolicyAgent,
  type PolicyAgentState,
  type PolicyAnswer,
  type PolicyFailure,
  type PolicyGuardOptions,
  type PolicyOverride,
  type PolicyRefusal,
  type PolicyState,
  type PolicyTerms,
  policyGuard,
  type ReportingAssetOptions,
  readLimits,
  reportingAsset,
  weakenings,
} from './policy';
export {
  confusableSkeleton,
  editDistance,
  imitatedAsset,
  type KnownAsset,
  knownAssets,
  type LiquidityCheckOptions,
  type LiquidityFacts,
  type LiquidityVerdict,
  liquidityCheck,
  type ScamCheckOptions,
  type ScamVerdict,
  type ScreenedInstrument,
  type ScreenedInstrumentsOptions,
  type Screening,
  type ScreeningFinding,
  type ScreeningResult,
  type ScreeningState,
  scamCheck,
  screenedInstruments,
  screeningControl,
  type TokenFacts,
  type TokenName,
} from './screening';
export { type Journal, type JournalFile, openJournal } from './store/journal';
export type { JournalEntry } from './store/journal-line';
export { memoryJournal } from './store/memory-journal';
export { memoryStore } from './store/memory-store';
export { StoreError } from './store/store-error';
export { type JournalCheck, verifyJournal } from './store/verify-journal';
export {
  correlatedShock,
  type Exposure,
  type GuardReaction,
  type Mistake,
  type Outage,
  outageBroker,
  type PortfolioShock,
  type ScenarioShock,
  type ShockOptions,
  type StressBot,
  type StressCosts,
  type StressMarket,
  type StressOptions,
  type StressPortfolio,
  type StressResult,
  type StressRun,
  type StressScenario,
  shockPortfolio,
  stress,
  stressScenarios,
  stressTable,
  type ValuePath,
  type Waypoint,
} from './stress';
