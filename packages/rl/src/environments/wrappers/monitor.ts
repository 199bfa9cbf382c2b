import type { Environment } from '../environment';
import { wrapped } from './wrapped';

/** What one finished episode came to. */
export interface EpisodeRecord {
  /** Sum of the rewards. */
  readonly episodeReturn: number;
  readonly length: number;
  readonly terminated: boolean;
}

export interface Monitored<Action> extends Environment<Action> {
  /** Every episode that ended, in order. */
  readonly episodes: readonly EpisodeRecord[];
}

/**
 * Keeps the return and the length of every episode that ends; the last transition has them in its info as `episode`.
 *
 * An episode that is reset before its end is not counted.
 *
 * @example
 * ```ts
 * import { cartPole, monitor } from '@sigmax/rl';
 * const environment = monitor(cartPole({ stepLimit: 2 }));
 * environment.reset(7);
 * environment.step(0);
 * environment.step(1);
 * environment.episodes; // => [{ episodeReturn: 2, length: 2, terminated: false }]
 * ```
 */
export const monitor = <Action>(environment: Environment<Action>): Monitored<Action> => {
  const episodes: EpisodeRecord[] = [];
  let episodeReturn = 0;
  let length = 0;
  const watched = wrapped(environment, {
    reset: (seed) => {
      episodeReturn = 0;
      length = 0;
      return environment.reset(seed);
    },
    step: (action) => {
      const after = environment.step(action);
      episodeReturn += after.reward;
      length += 1;
      if (!after.terminated && !after.truncated) return after;
      const episode = { episodeReturn, length, terminated: after.terminated };
      episodes.push(episode);
      return { ...after, info: { ...after.info, episode } };
    },
  });
  return { ...watched, episodes };
};
