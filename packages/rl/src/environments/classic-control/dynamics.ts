import type { Random } from '@sigmax/core';
import type { BoxSpace } from '../../spaces/box';
import type { Space } from '../../spaces/space';

/** The physics of one task: what `dynamicsEnvironment` turns into an environment. */
export interface Dynamics<Action> {
  readonly name: string;
  readonly observationSpace: BoxSpace;
  readonly actionSpace: Space<Action>;
  /** Steps after which an episode is truncated, unless the user says otherwise. */
  readonly stepLimit: number;
  /** A state to begin with. */
  begin(random: Random): number[];
  /** Moves the state by one step and returns the reward. `stepCount` is that of the steps before, in this episode. */
  advance(state: number[], action: Action, stepCount: number): number;
  isTerminal(state: readonly number[]): boolean;
  observe(state: readonly number[]): Float64Array;
}

/** A number uniform in [low, high), drawn as NumPy draws it. */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random.uniform();

/** `value` or the bound that it exceeds. */
export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** The state itself as what is observed. Written out, since `Float64Array.from` takes as long as the physics. */
export const wholeState = (state: readonly number[]): Float64Array => {
  const observation = new Float64Array(state.length);
  for (let at = 0; at < state.length; at++) observation[at] = state[at] as number;
  return observation;
};
