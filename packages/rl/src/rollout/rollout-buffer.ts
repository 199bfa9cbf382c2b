import { generalisedAdvantages } from './generalised-advantages';

export interface RolloutSizes {
  readonly environments: number;
  /** Steps of each environment. */
  readonly steps: number;
  readonly observationSize: number;
  readonly actionWidth: number;
  /** Numbers of a mask, 0 where there is none. */
  readonly maskSize: number;
}

/**
 * What several environments did for a number of steps, in columns of doubles allocated once.
 *
 * Step t of environment e is row e · steps + t of every column, so that each environment's steps lie in order.
 */
export interface RolloutBuffer extends RolloutSizes {
  readonly size: number;
  readonly observations: Float64Array;
  readonly actions: Float64Array;
  readonly masks: Uint8Array;
  readonly rewards: Float64Array;
  /** 1 where an episode ended with the step. */
  readonly ends: Uint8Array;
  readonly values: Float64Array;
  /** Value of the observation after the step; 0 where it terminated. `finish` fills in those inside of an episode. */
  readonly nextValues: Float64Array;
  readonly logProbabilities: Float64Array;
  readonly advantages: Float64Array;
  /** Advantage plus value: what the value function learns. */
  readonly returns: Float64Array;
  /** Computes advantages and returns. `lastValues[e]` is the value of what environment e shows now. */
  finish(lastValues: ArrayLike<number>, discount: number, lambda: number): void;
}

/** A buffer of zeros. */
export const rolloutBuffer = (sizes: RolloutSizes): RolloutBuffer => {
  const { environments, steps, observationSize, actionWidth, maskSize } = sizes;
  const size = environments * steps;
  const column = (): Float64Array => new Float64Array(size);
  const [rewards, values, nextValues, logProbabilities, advantages, returns] = [
    column(),
    column(),
    column(),
    column(),
    column(),
    column(),
  ];
  const ends = new Uint8Array(size);
  return {
    ...sizes,
    size,
    observations: new Float64Array(size * observationSize),
    actions: new Float64Array(size * actionWidth),
    masks: new Uint8Array(size * maskSize),
    rewards,
    ends,
    values,
    nextValues,
    logProbabilities,
    advantages,
    returns,
    finish: (lastValues, discount, lambda) => {
      for (let environment = 0; environment < environments; environment++) {
        const from = environment * steps;
        const last = from + steps - 1;
        for (let at = from; at < last; at++) if (ends[at] === 0) nextValues[at] = values[at + 1] as number;
        if (ends[last] === 0) nextValues[last] = lastValues[environment] as number;
        generalisedAdvantages({ rewards, values, nextValues, ends, discount, lambda }, advantages, from, steps);
      }
      for (let at = 0; at < size; at++) returns[at] = (advantages[at] as number) + (values[at] as number);
    },
  };
};
