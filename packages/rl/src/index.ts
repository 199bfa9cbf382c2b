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
export { EnvironmentError } from './errors';
export { type BoxOptions, type BoxSpace, box } from './spaces/box';
export { type DiscreteSpace, discrete } from './spaces/discrete';
export { type MultiBinarySpace, multiBinary } from './spaces/multi-binary';
export { type MultiDiscreteSpace, multiDiscrete } from './spaces/multi-discrete';
export type { Space } from './spaces/space';
