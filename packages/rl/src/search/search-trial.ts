import type { Random } from '@sigmax/core';
import type { ParameterSpace, Parameters } from './parameter-space';

/** One configuration that was tried, as plain data. */
export interface SearchTrial {
  readonly number: number;
  readonly parameters: Parameters;
  readonly state: 'complete' | 'pruned' | 'failed';
  /** What the objective returned; the last value that was reported when it was pruned; `undefined` when it failed. */
  readonly value: number | undefined;
  /** Values that were reported, by step. */
  readonly reported: readonly (readonly [step: number, value: number])[];
  /** Why it failed. */
  readonly message: string | undefined;
}

/** Chooses the next configuration; a function of the trials before and of `random`. Greater values are better. */
export type Sampler = (space: ParameterSpace, trials: readonly SearchTrial[], random: Random) => Parameters;

/** Says whether a trial that reported these values should stop; greater values are better. */
export type Pruner = (reported: readonly (readonly [number, number])[], trials: readonly SearchTrial[]) => boolean;
