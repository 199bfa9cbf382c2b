export { AllocationError } from './allocation-error';
export {
  type BlackLitterman,
  type BlackLittermanOptions,
  blackLitterman,
  type ReturnView,
} from './allocators/black-litterman';
export {
  type ConditionalValueAtRiskBudgetOptions,
  conditionalValueAtRiskBudget,
} from './allocators/conditional-value-at-risk-budget';
export { equalRiskContribution } from './allocators/equal-risk-contribution';
export { equalWeight } from './allocators/equal-weight';
export { type HierarchicalRiskParityOptions, hierarchicalRiskParity } from './allocators/hierarchical-risk-parity';
export { inverseVolatility } from './allocators/inverse-volatility';
export type { Linkage } from './allocators/linkage';
export { type MaximumSharpeOptions, maximumSharpe } from './allocators/maximum-sharpe';
export { type MeanVarianceOptions, meanVariance } from './allocators/mean-variance';
export {
  type MinimumConditionalValueAtRiskOptions,
  minimumConditionalValueAtRisk,
} from './allocators/minimum-conditional-value-at-risk';
export { type MinimumVarianceOptions, minimumVariance } from './allocators/minimum-variance';
export { type RiskBudgetingOptions, riskBudgeting } from './allocators/risk-budgeting';
export type { TailAllocationOptions } from './allocators/tail-options';
export type { Covariance } from './covariance';
export { type Correlation, correlationOf, covarianceOf } from './estimators/correlation';
export { type EwmaCovarianceOptions, ewmaCovariance } from './estimators/ewma-covariance';
export { type LedoitWolfOptions, ledoitWolf, type ShrunkCovariance } from './estimators/ledoit-wolf';
export { type EwmaMeansOptions, ewmaMeans, historicalMeans } from './estimators/mean-returns';
export {
  type NearestCovarianceOptions,
  nearestCovariance,
  type RepairedCovariance,
} from './estimators/nearest-covariance';
export { type SampleCovarianceOptions, sampleCovariance } from './estimators/sample-covariance';
export { type ShrunkMeans, type ShrunkMeansOptions, shrunkMeans } from './estimators/shrunk-means';
export type { ExpectedReturns } from './expected-returns';
export { portfolioReturn, portfolioVolatility, riskContributions } from './portfolio';
export {
  type AllocationContext,
  type AllocationParams,
  type AllocationStrategyDefinition,
  allocationStrategy,
} from './rebalance/allocation-strategy';
export {
  type KeptWeight,
  type RebalanceBands,
  type RebalanceOptions,
  type RebalanceTrade,
  type Rebalancing,
  rebalance,
} from './rebalance/rebalance';
export { type ReturnsTable, returnsTable } from './returns-table';
export { type FixedFractionOptions, fixedFractionSize, type PositionSize } from './sizing/fixed-fraction';
export { fractionalKellyWeight, type KellyMoments, type KellyOdds } from './sizing/fractional-kelly';
export { type TailRiskOptions, tailRiskWeight } from './sizing/tail-risk';
export { type VolatilityTargetOptions, volatilityTargetWeight } from './sizing/volatility-target';
export type { WeightBound, WeightGroup, WeightLimits } from './solvers/weight-limits';
export type { CostlyTurnover, Turnover } from './solvers/weight-program';
export type { Weights } from './weights';
