import type { Environment } from '../environments/environment';
import { type VectorEnvironment, vectorEnvironment } from '../environments/vector-environment';
import { wrapped } from '../environments/wrappers/wrapped';
import { type Journal, journaledEnvironment } from './journaled-environment';

/** Environments that training can stop and take up again: every episode has a seed of its own, every action is kept until it ends. */
export interface TrainingVector extends VectorEnvironment<never> {
  /**
   * Masks of the final observations of truncated episodes, a row for each environment, written by the steps after the first call;
   * rows of other environments stay what they were. `undefined` when the environments have none.
   */
  finalActionMasks(): Uint8Array | undefined;
  journals(): readonly Journal[];
  /** Plays the episodes of journals again up to where they stood. */
  replay(journals: readonly Journal[]): void;
}

/** Seed of episode `episode` of environment `index`. */
export type EpisodeSeeds = (index: number, episode: number) => number;

/** Environments that step together somewhere else, in threads for example. */
export interface VectorSource<Action = number> extends Pick<VectorEnvironment<Action>, 'count' | 'actionSpace'> {
  /** The same environments with a seed for each episode; the seed that `reset` is given means nothing. */
  trainingVector(seedOf: EpisodeSeeds): TrainingVector;
}

/** Environments that step in this thread. */
export const localVector = <Action>(
  make: (index: number) => Environment<Action>,
  count: number,
  seedOf: EpisodeSeeds,
): TrainingVector => {
  let finalMasks: Uint8Array | undefined;
  const watched = (environment: Environment<Action>, index: number): Environment<Action> =>
    wrapped(environment, {
      step: (action) => {
        const after = environment.step(action);
        if (after.truncated && !after.terminated && finalMasks !== undefined) {
          finalMasks.set(environment.actionMask?.() ?? [], index * environment.actionSpace.flatSize);
        }
        return after;
      },
    });
  const journaled = Array.from({ length: count }, (_, index) =>
    journaledEnvironment(watched(make(index), index), (episode) => seedOf(index, episode)),
  );
  const vector = vectorEnvironment(journaled.map(({ environment }) => environment)) as VectorEnvironment<never>;
  return {
    ...vector,
    finalActionMasks: () => {
      if (finalMasks === undefined && vector.actionMasks() !== undefined) {
        finalMasks = new Uint8Array(count * vector.actionSpace.flatSize);
      }
      return finalMasks;
    },
    journals: () => journaled.map((one) => one.journal()),
    replay: (journals) => {
      journaled.forEach((one, index) => {
        one.replay(journals[index] as Journal);
      });
    },
  };
};
