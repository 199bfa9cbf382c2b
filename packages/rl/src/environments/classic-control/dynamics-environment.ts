import { InvalidOptionsError, parseOptions, type Random, seededRandom } from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../environment';
import { episodeOver, invalidAction, notReset, seedNeeded } from '../episode-errors';
import type { Dynamics } from './dynamics';

export interface ClassicControlOptions {
  /** Steps after which an episode is truncated; `undefined` keeps the task's own. */
  readonly stepLimit?: number | undefined;
  /** Where a seed's random numbers come from. Defaults to `seededRandom`; another generator gives other beginnings. */
  readonly random?: ((seed: number) => Random) | undefined;
}

/** An environment whose whole state is a few numbers that can be read and set. */
export interface ClassicControlEnvironment<Action = number> extends Environment<Action> {
  /** A copy of the state, empty before the first reset. */
  state(): number[];
  /** Puts the running episode into a state. */
  setState(state: readonly number[]): void;
}

const schema = z.strictObject({
  stepLimit: z.int().positive().optional(),
  random: z.custom<(seed: number) => Random>((value) => value === undefined || typeof value === 'function').optional(),
});

const none = Object.freeze({});

/**
 * Makes an environment of physics: seeds, step limit, contract errors.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 */
export const dynamicsEnvironment = <Action>(
  dynamics: Dynamics<Action>,
  options: ClassicControlOptions = {},
): ClassicControlEnvironment<Action> => {
  const { stepLimit = dynamics.stepLimit, random: source = seededRandom } = parseOptions(
    schema,
    options,
    dynamics.name,
  );
  const { name, observationSpace, actionSpace } = dynamics;
  let random: Random | undefined;
  let state: number[] = [];
  let stepCount = 0;
  let isOver = false;
  return {
    name,
    observationSpace,
    actionSpace,
    reset: (seed) => {
      if (seed !== undefined) random = source(seed);
      if (random === undefined) throw seedNeeded(name);
      state = dynamics.begin(random);
      stepCount = 0;
      isOver = false;
      return { observation: dynamics.observe(state), info: none };
    },
    step: (action) => {
      if (random === undefined) throw notReset(name);
      if (isOver) throw episodeOver(name);
      if (!actionSpace.contains(action)) throw invalidAction(name, action, actionSpace);
      const reward = dynamics.advance(state, action, stepCount);
      stepCount += 1;
      const terminated = dynamics.isTerminal(state);
      const truncated = stepCount >= stepLimit;
      isOver = terminated || truncated;
      return { observation: dynamics.observe(state), reward, terminated, truncated, info: none };
    },
    state: () => [...state],
    setState: (given) => {
      if (random === undefined) throw notReset(name);
      if (given.length !== state.length || !given.every(Number.isFinite)) {
        throw new InvalidOptionsError({
          code: 'INVALID_STATE',
          message: `${name}: state was [${given.join(', ')}].`,
          remedy: `Give ${state.length} finite numbers.`,
          context: { environment: name },
        });
      }
      state = [...given];
      stepCount = 0;
      isOver = false;
    },
  };
};
