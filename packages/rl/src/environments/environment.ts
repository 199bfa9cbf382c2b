import type { BoxSpace } from '../spaces/box';
import type { Space } from '../spaces/space';

/** Facts beside an observation, for people and logs; what a policy needs is in the observation. */
export type Info = Readonly<Record<string, unknown>>;

export interface Start {
  readonly observation: Float64Array;
  readonly info: Info;
}

export interface Transition {
  readonly observation: Float64Array;
  readonly reward: number;
  /** The task itself ended: goal, failure, ruin. The value of what comes after is 0. */
  readonly terminated: boolean;
  /** Somebody stopped watching: time limit, end of data. What comes after still has a value. */
  readonly truncated: boolean;
  readonly info: Info;
}

/**
 * A world that is told actions and shows observations, in Gymnasium's terms (Towers et al. 2024).
 *
 * What an implementer must guarantee: observations are new arrays that lie in `observationSpace` and are never written
 * again; the same seed and actions give the same bits; `reset` with no seed goes on with the random numbers of the last
 * one; an action outside `actionSpace`, a step before the first reset or after the end of an episode is an
 * `EnvironmentError`. `checkEnvironment` finds most breaches.
 */
export interface Environment<Action = number> {
  readonly name: string;
  readonly observationSpace: BoxSpace;
  readonly actionSpace: Space<Action>;
  /** Begins an episode. The first call needs a seed. */
  reset(seed?: number): Start;
  /** Takes one action and returns what came of it. */
  step(action: Action): Transition;
  /** 1 for each choice of a discrete action space that is allowed now, 0 for each that is not; left out when all always are. */
  actionMask?(): Uint8Array;
}
