import type { Environment, Transition } from '../environment';
import { wrapped } from './wrapped';

/**
 * Pays `map(reward, transition)` instead of the reward: the hook for scaling and clipping.
 *
 * `begin` is told of every reset, so that a running return can start again.
 *
 * @example
 * ```ts
 * import { cartPole, mapReward } from '@sigmax/rl';
 * const environment = mapReward(cartPole(), (reward) => reward / 500);
 * environment.reset(7);
 * environment.step(0).reward; // => 0.002
 * ```
 */
export const mapReward = <Action>(
  environment: Environment<Action>,
  map: (reward: number, transition: Transition) => number,
  begin: () => void = () => {},
): Environment<Action> =>
  wrapped(environment, {
    reset: (seed) => {
      begin();
      return environment.reset(seed);
    },
    step: (action) => {
      const after = environment.step(action);
      return { ...after, reward: map(after.reward, after) };
    },
  });
