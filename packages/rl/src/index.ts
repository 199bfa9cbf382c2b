export { type A2cOptions, a2c } from './algorithms/a2c';
export { dqn } from './algorithms/dqn';
export type { DqnOptions } from './algorithms/dqn-options';
export { ppo } from './algorithms/ppo';
export type { PpoOptions } from './algorithms/ppo-options';
export { sac } from './algorithms/sac';
export type { SacOptions } from './algorithms/sac-options';
export type { BundleDescription } from './bundle/bundle-description';
export { bundleOfCheckpoint, type CheckpointMeaning } from './bundle/bundle-of-checkpoint';
export { bundlePolicy } from './bundle/bundle-policy';
export { createBundle } from './bundle/create-bundle';
export { decodeBundle, type ExpectedBundle } from './bundle/decode-bundle';
export { type BundleFiles, encodeBundle } from './bundle/encode-bundle';
export { type FetchBundleOptions, type FetchedFile, fetchBundle } from './bundle/fetch-bundle';
export type { BundleMetadata, InputStatistics, ModelBundle } from './bundle/model-bundle';
export { onnxModel } from './bundle/onnx-model';
export { schemaHash } from './bundle/schema-hash';
export { readStoredBundle, storeBundle, type TextStore } from './bundle/stored-bundle';
export { checkEnvironment } from './environments/checker/check-environment';
export type { EnvironmentFault, EnvironmentFinding } from './environments/checker/environment-finding';
export { acrobot } from './environments/classic-control/acrobot';
export { cartPole } from './environments/classic-control/cart-pole';
export type {
  ClassicControlEnvironment,
  ClassicControlOptions,
} from './environments/classic-control/dynamics-environment';
export { mountainCar } from './environments/classic-control/mountain-car';
export { mountainCarContinuous } from './environments/classic-control/mountain-car-continuous';
export { pendulum } from './environments/classic-control/pendulum';
export type { Environment, Info, Start, Transition } from './environments/environment';
export { type VectorEnvironment, type VectorStep, vectorEnvironment } from './environments/vector-environment';
export { delayObservations } from './environments/wrappers/delay-observations';
export { flattenObservation, type StructuredEnvironment } from './environments/wrappers/flatten-observation';
export { frameStack } from './environments/wrappers/frame-stack';
export { mapObservation } from './environments/wrappers/map-observation';
export { mapReward } from './environments/wrappers/map-reward';
export { maskActions } from './environments/wrappers/mask-actions';
export { type EpisodeRecord, type Monitored, monitor } from './environments/wrappers/monitor';
export { timeLimit } from './environments/wrappers/time-limit';
export { BundleError, EnvironmentError } from './errors';
export { type ClientUpdate, type FederatedResult, federatedAverage } from './federated/federated-average';
export { type BundleUpdate, federatedBundle } from './federated/federated-bundle';
export { csvLog } from './logs/csv-log';
export { jsonLinesLog } from './logs/json-lines-log';
export type { LogOutput, LogRecord, LogSink } from './logs/log-sink';
export { logTraining } from './logs/log-training';
export { tensorBoardLog } from './logs/tensor-board-log';
export type { InitialWeights } from './network/initialise-weights';
export type { Activation, LayerGraph, WeightBlock, WeightLayout } from './network/layer-graph';
export {
  type ActionHead,
  type PolicyDescription,
  parsePolicyDescription,
} from './network/policy-description';
export {
  type PolicyNetwork,
  type PolicyNetworkOptions,
  type PolicyOutputs,
  policyNetwork,
} from './network/policy-network';
export { calibrateBundle } from './policy/calibrate-bundle';
export { fitTemperature } from './policy/fit-temperature';
export { inputDistance, inputStatistics } from './policy/input-distance';
export { type Act, type Policy, statelessPolicy } from './policy/policy';
export { type FallbackRule, type PolicyStrategyOptions, policyStrategy } from './policy/policy-strategy';
export type { Fallback, FallbackCode, Prediction } from './policy/prediction';
export { type Pcg64, type Pcg64State, pcg64, pcg64From } from './random/pcg64';
export type { CellName, RecurrentDescription } from './recurrent/recurrent-description';
export type { Parameter, ParameterSpace, Parameters, ParameterValue } from './search/parameter-space';
export { halvingPruner, medianPruner } from './search/pruners';
export { randomSampler } from './search/random-sampler';
export { type SearchOptions, type Study, searchParameters, type TrialContext } from './search/search-parameters';
export type { Pruner, Sampler, SearchTrial } from './search/search-trial';
export { type TpeOptions, tpeSampler } from './search/tpe-sampler';
export { type BoxOptions, type BoxSpace, box } from './spaces/box';
export { type DictSpace, dict } from './spaces/dict';
export { type DiscreteSpace, discrete } from './spaces/discrete';
export { type MultiBinarySpace, multiBinary } from './spaces/multi-binary';
export { type MultiDiscreteSpace, multiDiscrete } from './spaces/multi-discrete';
export type { Space } from './spaces/space';
export { checkNoLookAhead, type LookAheadFinding, type LookAheadOptions } from './trading/check-no-look-ahead';
export { autoregressiveMarket, type KnownAnswerOptions, randomWalkMarket } from './trading/known-answer-markets';
export { rewardEquityCorrelation } from './trading/reward-equity-correlation';
export type { TradingAction, TradingActions } from './trading/trading-actions';
export {
  type RewardStep,
  type TradingEnvironment,
  type TradingEnvironmentOptions,
  tradingEnvironment,
} from './trading/trading-environment';
export { type ExtraFeature, tradingFeatureNames } from './trading/trading-features';
export { fitTradingScaling, type TradingScaling } from './trading/trading-scaling';
export type { Algorithm, IterationStatistics, Learner, LearnerState } from './training/algorithm';
export {
  evaluateWhileTraining,
  type TrainingEvaluation,
  type TrainingEvaluationCallback,
  type TrainingEvaluationOptions,
} from './training/callbacks/evaluate-while-training';
export { everySteps } from './training/callbacks/every-steps';
export { keepCheckpoints } from './training/callbacks/keep-checkpoints';
export { reportProgress } from './training/callbacks/report-progress';
export type { Checkpoint } from './training/checkpoint';
export { checkpointBytes, checkpointFromBytes } from './training/checkpoint-bytes';
export { episodeReturns } from './training/episode-returns';
export { type NetworkPolicyOptions, networkPolicy } from './training/network-policy';
export type { ObservationScaling } from './training/normaliser';
export { type Schedule, scheduled } from './training/schedule';
export { type TrainingResult, train } from './training/train';
export type { TrainOptions } from './training/train-options';
export type { CallbackAnswer, TrainingCallback, TrainingProgress } from './training/training-callback';
export { TrainingError } from './training/training-error';
export {
  type TrainingJob,
  type TrainingJobContext,
  type TrainingJobOptions,
  type TrainingJobResult,
  type TrainingMeasures,
  trainingJob,
} from './training/training-job';
export type { EpisodeSeeds, TrainingVector, VectorSource } from './training/training-vector';
export type { EndedEpisode } from './training/training-world';
export { weightsDigest } from './training/weights-digest';
