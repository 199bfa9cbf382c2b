export {
  type Ablation,
  type AblationOptions,
  type AblationRow,
  type AgentForecasts,
  ablation,
} from './ablation';
export { type AnswersOptions, answersOf } from './answers-of';
export { type Arena, type ArenaOptions, arena } from './arena';
export { bradleyTerry, type Game, type Rating } from './bradley-terry';
export {
  type Calibration,
  calibrationOf,
  directionOutcomes,
  type ProbabilityOutcome,
  type ReliabilityBin,
} from './calibration';
export {
  anonymisedWorld,
  type ContaminationOptions,
  type ContaminationReport,
  contaminationReport,
  counterfactualWorld,
  type HitRate,
} from './contamination';
export { eloRatings } from './elo';
export { type EnsembleOptions, ensemble, fittedVote } from './ensemble';
export type { EvaluationWorld } from './evaluation-world';
export { type Forecast, forecastsOf } from './forecasts';
export { type Leaderboard, leaderboard } from './leaderboard';
export {
  type Leak,
  type TimedResult,
  type TruncationReport,
  type TruncationTestOptions,
  truncationTest,
} from './truncation-test';
