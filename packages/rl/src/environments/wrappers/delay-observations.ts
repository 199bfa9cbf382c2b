import type { Environment } from '../environment';
import { mapObservation } from './map-observation';
import { wrapped } from './wrapped';

/**
 * Shows each observation one step late; an episode begins with its first observation twice.
 *
 * The shift test: what a policy earns from an honest edge shrinks as theory says (in `autoregressiveMarket` the correlation with
 * the next return falls from φ to φ²); an edge that collapses altogether was made of bars that were not known yet.
 *
 * @example
 * ```ts
 * import { delayObservations, mountainCar } from '@sigmax/rl';
 * const environment = delayObservations(mountainCar());
 * const first = environment.reset(7).observation;
 * String(environment.step(2).observation) === String(first); // => true
 * ```
 */
export const delayObservations = <Action>(environment: Environment<Action>): Environment<Action> => {
  let waiting: Float64Array | undefined;
  const late = mapObservation(environment, environment.observationSpace, (observation) => {
    const shown = (waiting ?? observation).slice();
    waiting = observation;
    return shown;
  });
  return wrapped(late, {
    reset: (seed) => {
      waiting = undefined;
      return late.reset(seed);
    },
  });
};
