import { seededRandom } from '@sigmax/core';
import type { Environment } from '../environment';
import type { Found } from './environment-finding';
import { transitionFaults } from './shown-faults';
import { allowedAction, bitsOf, refusalOf } from './trace';

/** Steps with random actions; false when they cannot be taken. */
export const checkEpisodes = <Action>(
  environment: Environment<Action>,
  seed: number,
  steps: number,
  found: Found,
): boolean => {
  const random = seededRandom(seed);
  let last: { readonly observation: Float64Array; readonly bits: string } | undefined;
  try {
    environment.reset(seed);
    for (let step = 0; step < steps; step++) {
      const action = allowedAction(environment, random, found);
      const before = String(action);
      const after = environment.step(action);
      if (String(action) !== before) found('ACTION_CHANGED', `step ${step} wrote into its action.`);
      transitionFaults(environment.observationSpace, after, found, `step ${step}`);
      if (last !== undefined && bitsOf(last.observation) !== last.bits) {
        found('OBSERVATION_REUSED', `step ${step} wrote into the observation before it.`);
      }
      last = { observation: after.observation, bits: bitsOf(after.observation) };
      if (!after.terminated && !after.truncated) continue;
      if (refusalOf(() => environment.step(action)) === undefined) {
        found('STEP_AFTER_END', 'a step after the end of an episode was taken.');
      }
      environment.reset();
    }
  } catch (error) {
    found('STEP_FAILED', `step threw ${String(error)}`);
    return false;
  }
  return true;
};

/** Whether an action that is none is refused. */
export const checkRefusal = <Action>(environment: Environment<Action>, seed: number, found: Found): void => {
  const { actionSpace } = environment;
  environment.reset(seed);
  const outside = actionSpace.kind === 'discrete' ? actionSpace.flatSize : new Float64Array(actionSpace.width + 1);
  if (refusalOf(() => environment.step(outside as Action)) === undefined) {
    found('ACTION_NOT_CHECKED', `action ${String(outside)} was taken, which is not in ${actionSpace}.`);
  }
};
