import type { BoxSpace } from '../../spaces/box';
import type { Environment } from '../environment';
import { wrapped } from './wrapped';

/**
 * Shows `map(observation)` instead of the observation: the hook for normalisation.
 *
 * `map` returns a new array that lies in `space`; what it keeps between calls (running means, say) is its own, so that the
 * same object can serve training, and frozen, evaluation.
 *
 * @example
 * ```ts
 * import { box, cartPole, mapObservation } from '@sigmax/rl';
 * const space = box({ low: [-Infinity], high: [Infinity] });
 * const environment = mapObservation(cartPole(), space, (observation) => observation.slice(2, 3));
 * environment.reset(7).observation.length; // => 1
 * ```
 */
export const mapObservation = <Action>(
  environment: Environment<Action>,
  space: BoxSpace,
  map: (observation: Float64Array) => Float64Array,
): Environment<Action> =>
  wrapped(environment, {
    observationSpace: space,
    reset: (seed) => {
      const start = environment.reset(seed);
      return { ...start, observation: map(start.observation) };
    },
    step: (action) => {
      const after = environment.step(action);
      return { ...after, observation: map(after.observation) };
    },
  });
