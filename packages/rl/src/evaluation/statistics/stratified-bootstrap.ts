import { InvalidOptionsError, parseOptions, quantile, type Random } from '@sigmax/core';
import { z } from 'zod';
import { requireScores } from './interquartile-mean';

/** A figure and how far luck may have carried it. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Share of the resamples inside. */
  readonly level: number;
}

export interface StratifiedBootstrapOptions {
  readonly random: Random;
  /** Defaults to 2000. */
  readonly resamples?: number;
  /** Defaults to 0.95. */
  readonly level?: number;
}

const schema = z.strictObject({
  resamples: z.int().min(10).default(2_000),
  level: z.number().gt(0).lt(1).default(0.95),
});

/**
 * Percentile interval of a statistic of scores that come in strata, such as the seeds of each fold or task.
 *
 * Each resample draws as many scores from every stratum as it has, with replacement, and computes `statistic` of what was
 * drawn, strata in their order. Runs of one stratum are exchangeable; strata are not, so none is drawn more often.
 * Cost: resamples · (scores + cost of the statistic).
 *
 * Source: Agarwal et al. 2021, section 4.2; Efron 1979.
 *
 * @throws {InvalidOptionsError} an option is wrong, there is no stratum, or one is empty.
 * @throws {DataError} a score is not finite.
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { interquartileMean, stratifiedBootstrap } from '@sigmax/rl/evaluation';
 * const strata = [[1, 2, 3, 4], [11, 12, 13, 14]];
 * const { value, low, high } = stratifiedBootstrap(strata, (drawn) => interquartileMean(drawn.flat()), {
 *   random: seededRandom(7),
 * });
 * value; // => 7.5
 * low < value && value < high; // => true
 * ```
 */
export const stratifiedBootstrap = (
  strata: readonly (readonly number[])[],
  statistic: (strata: readonly (readonly number[])[]) => number,
  { random, ...given }: StratifiedBootstrapOptions,
): Interval => {
  const { resamples, level } = parseOptions(schema, given, 'stratifiedBootstrap');
  if (strata.length === 0) {
    throw new InvalidOptionsError({
      code: 'NO_SCORES',
      message: 'stratifiedBootstrap: there was no stratum.',
      remedy: 'Give the scores of at least one.',
    });
  }
  for (const scores of strata) requireScores(scores, 'stratifiedBootstrap');
  // With one score each there is nothing to draw.
  if (strata.every((scores) => scores.length === 1)) {
    const value = statistic(strata);
    return { value, low: value, high: value, level };
  }
  const drawn = strata.map((scores) => [...scores]);
  const values = new Float64Array(resamples);
  for (let sample = 0; sample < resamples; sample++) {
    strata.forEach((scores, stratum) => {
      const into = drawn[stratum] as number[];
      for (let place = 0; place < scores.length; place++) into[place] = scores[random.integer(scores.length)] as number;
    });
    values[sample] = statistic(drawn);
  }
  return {
    value: statistic(strata),
    low: quantile(values, (1 - level) / 2, 'linear') as number,
    high: quantile(values, (1 + level) / 2, 'linear') as number,
    level,
  };
};
