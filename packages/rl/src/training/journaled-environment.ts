import type { Environment } from '../environments/environment';
import { wrapped } from '../environments/wrappers/wrapped';

/** Where an environment stands: which episode, and what was done in it. Any deterministic environment can be put there again. */
export interface Journal {
  /** The number of the running episode, from 0; −1 before the first. */
  readonly episode: number;
  /** Numbers of the actions so far, `actionSpace.width` each. */
  readonly actions: readonly number[];
}

export interface JournaledEnvironment<Action> {
  readonly environment: Environment<Action>;
  journal(): Journal;
  /** Plays the episode of a journal again up to where it stood. */
  replay(journal: Journal): void;
}

/**
 * Gives every episode a seed of its own and keeps the actions of the running one.
 *
 * Since the same seed and actions give the same bits, this is the whole state of an environment, whatever it is. Costs one number for
 * each number of an action, until the episode ends; a replay costs the steps of one episode.
 */
export const journaledEnvironment = <Action>(
  environment: Environment<Action>,
  seedOf: (episode: number) => number,
): JournaledEnvironment<Action> => {
  const { actionSpace } = environment;
  let episode = -1;
  let actions: number[] = [];
  const begin = () => environment.reset(seedOf(episode));
  return {
    environment: wrapped(environment, {
      reset: () => {
        episode += 1;
        actions = [];
        return begin();
      },
      step: (action) => {
        if (typeof action === 'number') actions.push(action);
        else for (const one of action as Iterable<number>) actions.push(one);
        return environment.step(action);
      },
    }),
    journal: () => ({ episode, actions: [...actions] }),
    replay: (journal) => {
      episode = journal.episode;
      actions = [...journal.actions];
      begin();
      for (let at = 0; at < actions.length; at += actionSpace.width) environment.step(actionSpace.read(actions, at));
    },
  };
};
