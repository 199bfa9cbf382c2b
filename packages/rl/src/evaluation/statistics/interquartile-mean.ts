import { DataError, InvalidOptionsError } from '@sigmax/core';

/** @throws {InvalidOptionsError} there is no score. @throws {DataError} a score is not finite. */
export const requireScores = (scores: ArrayLike<number>, what: string): void => {
  if (scores.length === 0) {
    throw new InvalidOptionsError({
      code: 'NO_SCORES',
      message: `${what}: there was no score.`,
      remedy: 'Give at least one number.',
    });
  }
  for (let index = 0; index < scores.length; index++) {
    if (Number.isFinite(scores[index])) continue;
    throw new DataError({
      code: 'NOT_FINITE',
      message: `${what}: score ${index} was ${scores[index]}.`,
      remedy: 'Leave out runs without a score, and say how many they were.',
      context: { index },
    });
  }
};

/**
 * The mean of the middle half of scores: ⌊n/4⌋ are left out at each end.
 *
 * It moves less with a lucky or a broken seed than the mean, and uses more of the runs than the median. Fewer than 4 scores:
 * the plain mean.
 *
 * Source: Agarwal et al. 2021, "Deep reinforcement learning at the edge of the statistical precipice", section 4.3.
 *
 * @throws {InvalidOptionsError} there is no score.
 * @throws {DataError} a score is not finite.
 * @example
 * ```ts
 * import { interquartileMean } from '@sigmax/rl/evaluation';
 * interquartileMean([1, 2, 3, 4, 5, 6, 7, 100]); // => 4.5
 * ```
 */
export const interquartileMean = (scores: ArrayLike<number>): number => {
  requireScores(scores, 'interquartileMean');
  const sorted = Float64Array.from(scores).sort();
  const cut = Math.floor(sorted.length / 4);
  const middle = sorted.subarray(cut, sorted.length - cut);
  return middle.reduce((sum, score) => sum + score, 0) / middle.length;
};
