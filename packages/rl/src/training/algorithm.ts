import type { Numbers } from '../network/network-core';
import type { Policy } from '../policy/policy';
import type { Pcg64 } from '../random/pcg64';
import type { TrainingWorld } from './training-world';

/** Figures of one iteration by name, such as `policyLoss`. */
export type IterationStatistics = Readonly<Record<string, number>>;

/** Everything that a learner needs to go on: vectors of numbers, and plain data that JSON can write. */
export interface LearnerState {
  readonly vectors: Readonly<Record<string, Numbers>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * One algorithm at work on one world.
 *
 * What an implementer must guarantee: what it does follows from its options, the world and `random` alone; `restore(state())` in a
 * new learner goes on with the same bits.
 */
export interface Learner {
  /** Weights that the policy acts with, for its digest. */
  readonly weights: Numbers;
  /** Steps of all environments together in one iteration. */
  readonly stepsPerIteration: number;
  /** Gathers experience and learns from it. `progress` is the share of all steps that was done before. */
  iterate(progress: number): IterationStatistics;
  /** What acts with the weights as they are now; later learning does not change it. */
  policy(options?: { readonly isRandom?: boolean }): Policy<unknown>;
  state(): LearnerState;
  restore(state: LearnerState): void;
}

/** A way of learning with its options, to be given to `train`. */
export interface Algorithm {
  readonly name: string;
  /** The options as plain data, to be kept with what was learned. */
  readonly options: unknown;
  start(world: TrainingWorld, random: Pcg64): Learner;
}
