export { flatPolicy, investedPolicy } from './baselines/constant-policies';
export { fitLogisticPolicy, type LogisticPolicyOptions } from './baselines/logistic-policy';
export { movingAveragePolicy } from './baselines/moving-average-policy';
export { randomPolicyLike } from './baselines/random-policy';
export type { TradingDesk } from './baselines/weight-action';
export {
  type CheatFeatureOptions,
  type CheatFeatureResult,
  cheatFeature,
  checkCheatFeature,
} from './checks/check-cheat-feature';
export { checkShift, type ShiftOptions, type ShiftResult } from './checks/check-shift';
export {
  type DegenerateCode,
  type DegenerateFinding,
  degeneratePolicy,
  type PlayedTest,
} from './checks/degenerate-policy';
export { evaluatePolicy } from './evaluate-policy';
export { evaluationJobs } from './evaluation-jobs';
export type {
  EvaluationJob,
  EvaluationOptions,
  EvaluationProgress,
  LearningPoint,
  Trained,
  TrainingTask,
  Trial,
} from './evaluation-options';
export { type EvaluationWorld, evaluationTask } from './evaluation-task';
export { type PlayedEpisode, playEpisode } from './play-episode';
export type {
  Band,
  Contender,
  PolicyEvaluation,
  RegimeRow,
  ScoreIntervals,
  SensitivityRow,
  SharpeLuck,
  TestRun,
  Verdict,
} from './policy-evaluation';
export { type BandChartOptions, bandChart, type ChartLine } from './report/band-chart';
export { type EvaluationCharts, evaluationCharts } from './report/evaluation-charts';
export { evaluationTable } from './report/evaluation-table';
export {
  type CombinatorialOptions,
  type CombinatorialSplit,
  type CombinatorialSplits,
  combinatorialSplits,
} from './splits/combinatorial-splits';
export {
  type BarRange,
  type WalkForwardFold,
  type WalkForwardOptions,
  walkForwardSplits,
} from './splits/walk-forward-splits';
export { type BacktestOverfitting, backtestOverfitting } from './statistics/backtest-overfitting';
export { deflatedSharpe, expectedBestSharpe, type TrialsOptions } from './statistics/deflated-sharpe';
export { type GrowthDifferenceOptions, growthDifference } from './statistics/growth-difference';
export { interquartileMean } from './statistics/interquartile-mean';
export { probabilityOfImprovement } from './statistics/probability-of-improvement';
export {
  type Interval,
  type StratifiedBootstrapOptions,
  stratifiedBootstrap,
} from './statistics/stratified-bootstrap';
export { type TradingScores, tradingScores } from './trading-scores';
export { verdictOf } from './verdict';
