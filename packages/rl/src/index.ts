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
export { frameStack } from './environments/wrappers/frame-stack';
export { mapObservation } from './environments/wrappers/map-observation';
export { mapReward } from './environments/wrappers/map-reward';
export { maskActions } from './environments/wrappers/mask-actions';
export { type EpisodeRecord, type Monitored, monitor } from './environments/wrappers/monitor';
export { timeLimit } from './environments/wrappers/time-limit';
export { EnvironmentError } from './errors';
export { type BoxOptions, type BoxSpace, box } from './spaces/box';
export { type DiscreteSpace, discrete } from './spaces/discrete';
export { type MultiBinarySpace, multiBinary } from './spaces/multi-binary';
export { type MultiDiscreteSpace, multiDiscrete } from './spaces/multi-discrete';
export type { Space } from './spaces/space';
