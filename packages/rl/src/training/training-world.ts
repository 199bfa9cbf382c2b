import type { Environment } from '../environments/environment';
import type { VectorEnvironment } from '../environments/vector-environment';
import { seedWords } from '../random/seed-sequence';
import type { Journal } from './journaled-environment';
import { type ObservationScaling, scaleRow, scalingEpsilon } from './normaliser';
import { type RunningState, runningStatistics } from './running-statistics';
import { notFinite } from './training-error';
import { type EpisodeSeeds, localVector, type VectorSource } from './training-vector';

/** What is scaled while training. */
export interface Normalisation {
  /** Observations to mean 0 and variance 1 of what was seen so far, clipped to ± this; 10 is usual. */
  readonly observationClip?: number | undefined;
  /** Rewards by the standard deviation of their discounted sum, clipped to ± this; 10 is usual. */
  readonly rewardClip?: number | undefined;
  /** Discount of that sum. */
  readonly discount: number;
}

export interface WorldStep {
  readonly observations: Float64Array;
  /** Scaled like `observations`. */
  readonly finalObservations: Float64Array;
  readonly rewards: Float64Array;
  readonly terminated: Uint8Array;
  readonly truncated: Uint8Array;
}

export interface EndedEpisode {
  /** Sum of the rewards as the environment gave them. */
  readonly episodeReturn: number;
  readonly length: number;
  readonly terminated: boolean;
}

export interface WorldState {
  readonly journals: readonly Journal[];
  readonly shown: readonly number[];
  readonly observationStatistics?: RunningState | undefined;
  readonly returnStatistics?: RunningState | undefined;
  readonly discountedReturns: readonly number[];
  readonly episodeReturns: readonly number[];
  readonly episodeLengths: readonly number[];
}

/** The environments as an algorithm sees them: scaled, with every episode counted, and able to be kept and taken up again. */
export interface TrainingWorld {
  readonly vector: VectorEnvironment<never>;
  readonly count: number;
  /** What is shown now, scaled; written again by `step`. */
  readonly observations: Float64Array;
  begin(): void;
  step(actions: ArrayLike<number>): WorldStep;
  actionMasks(): Uint8Array | undefined;
  /**
   * Masks of the final observations of truncated episodes, a row for each environment, written by the steps after the first call;
   * rows of other environments stay what they were. `undefined` when the environments have none.
   */
  finalActionMasks(): Uint8Array | undefined;
  /** The episodes that ended since the last call. */
  takeEpisodes(): EndedEpisode[];
  /** The scaling of observations at this moment; `undefined` where they are not scaled. */
  scaling(): ObservationScaling | undefined;
  state(): WorldState;
  restore(state: WorldState): void;
}

/**
 * Environments for training. Episode k of environment i begins with a seed that `seed`, i and k alone decide.
 *
 * Scaling follows Stable-Baselines3's `VecNormalize`: statistics take in what is shown after each step, then scale it; the discounted
 * sum of rewards takes in a reward before it is scaled and starts anew with an episode.
 */
export const trainingWorld = <Action>(
  make: ((index: number) => Environment<Action>) | VectorSource<Action>,
  count: number,
  seed: number,
  normalisation: Normalisation | undefined,
): TrainingWorld => {
  const seedOf: EpisodeSeeds = (index, episode) => seedWords(seed, [index, episode], 1)[0] as number;
  const vector = typeof make === 'function' ? localVector(make, count, seedOf) : make.trainingVector(seedOf);
  const { observationSize } = vector;
  const observations = new Float64Array(count * observationSize);
  const finalObservations = new Float64Array(count * observationSize);
  const rewards = new Float64Array(count);
  const discountedReturns = new Float64Array(count);
  const episodeReturns = new Float64Array(count);
  const episodeLengths = new Float64Array(count);
  let ended: EndedEpisode[] = [];
  const { observationClip, rewardClip, discount = 0 } = normalisation ?? {};
  const seen = observationClip === undefined ? undefined : runningStatistics(observationSize);
  const returns = rewardClip === undefined ? undefined : runningStatistics(1);

  const scale = (values: Float64Array, out: Float64Array): void => {
    if (seen === undefined || observationClip === undefined) {
      out.set(values);
      return;
    }
    const scaling = { mean: seen.mean, variance: seen.variance, clip: observationClip };
    for (let row = 0; row < count; row++) scaleRow(scaling, values, row * observationSize, out, row * observationSize);
  };

  const scaleRewards = (given: Float64Array): void => {
    if (returns === undefined || rewardClip === undefined) {
      rewards.set(given);
      return;
    }
    for (let row = 0; row < count; row++) {
      discountedReturns[row] = (discountedReturns[row] as number) * discount + (given[row] as number);
    }
    returns.update(discountedReturns, count);
    const deviation = Math.sqrt((returns.variance[0] as number) + scalingEpsilon);
    for (let row = 0; row < count; row++) {
      rewards[row] = Math.min(Math.max((given[row] as number) / deviation, -rewardClip), rewardClip);
    }
  };

  /** Found here, where it is known which environment it was, and not when a loss is no number any more. */
  const requireFinite = (what: string, values: Float64Array, width: number): void => {
    let at = 0;
    while (at < values.length && Number.isFinite(values[at])) at += 1;
    if (at === values.length) return;
    const environment = Math.floor(at / width);
    const name = width === 1 ? what : `${what} [${at % width}]`;
    throw notFinite(`${name} of environment ${environment} was ${values[at]}, which`, {
      environment,
      value: values[at],
    });
  };

  const countEpisodes = (given: Float64Array, terminated: Uint8Array, truncated: Uint8Array): void => {
    for (let row = 0; row < count; row++) {
      episodeReturns[row] = (episodeReturns[row] as number) + (given[row] as number);
      episodeLengths[row] = (episodeLengths[row] as number) + 1;
      if (terminated[row] === 0 && truncated[row] === 0) continue;
      ended.push({
        episodeReturn: episodeReturns[row] as number,
        length: episodeLengths[row] as number,
        terminated: terminated[row] === 1,
      });
      episodeReturns[row] = 0;
      episodeLengths[row] = 0;
      discountedReturns[row] = 0;
    }
  };

  return {
    vector,
    count,
    observations,
    begin: () => {
      const first = vector.reset(seed);
      requireFinite('Observation', first, observationSize);
      seen?.update(first, count);
      scale(first, observations);
    },
    step: (actions) => {
      const after = vector.step(actions);
      requireFinite('Reward', after.rewards, 1);
      requireFinite('Observation', after.finalObservations, observationSize);
      requireFinite('Observation', after.observations, observationSize);
      seen?.update(after.observations, count);
      scale(after.observations, observations);
      scale(after.finalObservations, finalObservations);
      scaleRewards(after.rewards);
      countEpisodes(after.rewards, after.terminated, after.truncated);
      return { observations, finalObservations, rewards, terminated: after.terminated, truncated: after.truncated };
    },
    actionMasks: () => vector.actionMasks(),
    finalActionMasks: () => vector.finalActionMasks(),
    takeEpisodes: () => {
      const taken = ended;
      ended = [];
      return taken;
    },
    scaling: () =>
      seen === undefined || observationClip === undefined ? undefined : { ...seen.state(), clip: observationClip },
    state: () => ({
      journals: vector.journals(),
      shown: [...observations],
      observationStatistics: seen?.state(),
      returnStatistics: returns?.state(),
      discountedReturns: [...discountedReturns],
      episodeReturns: [...episodeReturns],
      episodeLengths: [...episodeLengths],
    }),
    restore: (state) => {
      vector.replay(state.journals);
      observations.set(state.shown);
      if (state.observationStatistics !== undefined) seen?.restore(state.observationStatistics);
      if (state.returnStatistics !== undefined) returns?.restore(state.returnStatistics);
      discountedReturns.set(state.discountedReturns);
      episodeReturns.set(state.episodeReturns);
      episodeLengths.set(state.episodeLengths);
    },
  };
};
