import type { VectorEnvironment } from '../environments/vector-environment';
import type { EpisodeSeeds, TrainingVector } from '../training/training-vector';

/** An episode up to where it stood. */
export interface ReplayedEpisode {
  readonly seed: number;
  readonly actions: readonly number[];
}

/** What of the threads is needed beside their steps. */
export interface SeededWorkersParts {
  /** Sets the seed of the next episode of an environment. */
  setSeed(index: number, seed: number): void;
  /** Begins an episode in all, with those seeds. */
  reset(): Float64Array;
  replay(episodes: readonly ReplayedEpisode[]): void;
  finalMasks(into: Uint8Array): void;
}

/** Environments in threads, with a seed for each episode, and the actions of those that run. */
export const seededWorkers = (
  vector: VectorEnvironment<never>,
  seedOf: EpisodeSeeds,
  parts: SeededWorkersParts,
): TrainingVector => {
  const { count, actionSpace } = vector;
  const { width, flatSize } = actionSpace;
  const episodes = new Array<number>(count).fill(-1);
  const actions = episodes.map((): number[] => []);
  let finalMasks: Uint8Array | undefined;

  const begin = (index: number, episode: number): void => {
    episodes[index] = episode;
    actions[index] = [];
    parts.setSeed(index, seedOf(index, episode + 1));
  };

  return {
    ...vector,
    reset: () => {
      for (let index = 0; index < count; index++) parts.setSeed(index, seedOf(index, 0));
      const observations = parts.reset();
      for (let index = 0; index < count; index++) begin(index, 0);
      return observations;
    },
    step: (given) => {
      const after = vector.step(given);
      for (let index = 0; index < count; index++) {
        for (let at = 0; at < width; at++) actions[index]?.push(given[index * width + at] as number);
        if (after.terminated[index] === 1 || after.truncated[index] === 1)
          begin(index, (episodes[index] as number) + 1);
      }
      if (finalMasks !== undefined) parts.finalMasks(finalMasks);
      return after;
    },
    finalActionMasks: () => {
      if (finalMasks === undefined && vector.actionMasks() !== undefined) finalMasks = new Uint8Array(count * flatSize);
      return finalMasks;
    },
    journals: () => episodes.map((episode, index) => ({ episode, actions: [...(actions[index] as number[])] })),
    replay: (journals) => {
      parts.replay(
        journals.map(({ episode, actions: taken }, index) => ({ seed: seedOf(index, episode), actions: taken })),
      );
      journals.forEach(({ episode, actions: taken }, index) => {
        begin(index, episode);
        actions[index] = [...taken];
      });
    },
  };
};
