import type { Random } from '@sigmax/core';

/** What an episode is played with: an observation, and the mask of the environment where it has one, to an action. */
export type Act<Action = number> = (observation: Float64Array, mask?: Uint8Array) => Action;

/**
 * Anything that acts: a network, a rule, a baseline.
 *
 * What an implementer must guarantee: all state of an episode lives in what `start` returns, so every episode begins fresh;
 * randomness comes from `random` alone; the observation is neither changed nor kept; an action that the mask forbids is never
 * returned.
 */
export interface Policy<Action = number> {
  readonly name: string;
  /** Begins an episode. */
  start(random: Random): Act<Action>;
}

/**
 * Makes a policy of a function that keeps nothing between two observations.
 *
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { statelessPolicy } from '@sigmax/rl';
 * const leaning = statelessPolicy('leaning', ([, , angle = 0]) => (angle > 0 ? 1 : 0));
 * leaning.start(seededRandom(1))(Float64Array.of(0, 0, 0.1, 0)); // => 1
 * ```
 */
export const statelessPolicy = <Action = number>(name: string, act: Act<Action>): Policy<Action> => ({
  name,
  start: () => act,
});
