import { EnvironmentError } from '../../errors';
import { flatBox } from '../../spaces/flat-box';
import type { Space } from '../../spaces/space';
import type { Environment, Start, Transition } from '../environment';

/** An environment whose observations are values of any space, a `dict` for example. Otherwise as `Environment`. */
export interface StructuredEnvironment<Observation, Action = number>
  extends Omit<Environment<Action>, 'observationSpace' | 'reset' | 'step'> {
  readonly observationSpace: Space<Observation>;
  reset(seed?: number): Omit<Start, 'observation'> & { readonly observation: Observation };
  step(action: Action): Omit<Transition, 'observation'> & { readonly observation: Observation };
}

/**
 * Shows the flat form of structured observations, as networks take them: choices one-hot, parts one after another.
 *
 * @throws {EnvironmentError} an observation is not in the environment's space (`INVALID_OBSERVATION`).
 * @example
 * ```ts
 * import { box, dict, discrete, flattenObservation } from '@sigmax/rl';
 * const observationSpace = dict({ price: box({ low: [0], high: [10] }), side: discrete(2) });
 * const shown = (price: number) => ({ observation: { price: Float64Array.of(price), side: 1 }, info: {} });
 * const environment = flattenObservation({
 *   name: 'toy',
 *   observationSpace,
 *   actionSpace: discrete(2),
 *   reset: () => shown(1),
 *   step: () => ({ ...shown(2), reward: 0, terminated: true, truncated: false }),
 * });
 * environment.reset(1).observation; // => Float64Array.of(1, 0, 1)
 * ```
 */
export const flattenObservation = <Observation, Action>(
  environment: StructuredEnvironment<Observation, Action>,
): Environment<Action> => {
  const { name, observationSpace: space, actionSpace } = environment;
  const flat = (observation: Observation): Float64Array => {
    if (!space.contains(observation)) {
      throw new EnvironmentError({
        code: 'INVALID_OBSERVATION',
        message: `${name} showed an observation outside ${space}.`,
        remedy: 'Show one value of every part, within its bounds; checkEnvironment says more.',
        context: { environment: name },
      });
    }
    const out = new Float64Array(space.flatSize);
    space.flatten(observation, out, 0);
    return out;
  };
  return {
    name,
    observationSpace: flatBox(space),
    actionSpace,
    reset: (seed) => {
      const { observation, info } = environment.reset(seed);
      return { observation: flat(observation), info };
    },
    step: (action) => {
      const { observation, ...after } = environment.step(action);
      return { ...after, observation: flat(observation) };
    },
    ...(environment.actionMask === undefined ? {} : { actionMask: () => environment.actionMask?.() as Uint8Array }),
  };
};
