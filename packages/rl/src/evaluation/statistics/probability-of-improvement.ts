import { InvalidOptionsError } from '@sigmax/core';
import { requireScores } from './interquartile-mean';

/**
 * The probability that a run of X scores more than a run of Y on a stratum drawn at random; ties count half.
 *
 * P = (1/M) Σₘ (1 / NₘKₘ) Σᵢⱼ [xₘᵢ > yₘⱼ] + ½[xₘᵢ = yₘⱼ], the mean over strata of the Mann–Whitney U over its greatest value.
 * Says how often X wins and not by how much.
 *
 * Source: Agarwal et al. 2021, section 4.3; Mann and Whitney 1947.
 *
 * @throws {InvalidOptionsError} the two have another number of strata, or one is empty.
 * @throws {DataError} a score is not finite.
 * @example
 * ```ts
 * import { probabilityOfImprovement } from '@sigmax/rl/evaluation';
 * probabilityOfImprovement([[1, 2, 3]], [[2, 2, 2]]); // => 0.5
 * probabilityOfImprovement([[3, 4], [1, 1]], [[1, 2], [2, 2]]); // => 0.5
 * ```
 */
export const probabilityOfImprovement = (
  x: readonly (readonly number[])[],
  y: readonly (readonly number[])[],
): number => {
  if (x.length === 0 || x.length !== y.length) {
    throw new InvalidOptionsError({
      code: 'STRATA_DIFFER',
      message: `probabilityOfImprovement: there were ${x.length} strata of X and ${y.length} of Y.`,
      remedy: 'Give the same strata, at least one, of both.',
    });
  }
  const wins = x.map((own, stratum) => {
    const others = y[stratum] as readonly number[];
    requireScores(own, 'probabilityOfImprovement');
    requireScores(others, 'probabilityOfImprovement');
    let won = 0;
    for (const one of own) for (const other of others) won += one > other ? 1 : one === other ? 0.5 : 0;
    return won / (own.length * others.length);
  });
  return wins.reduce((sum, share) => sum + share, 0) / wins.length;
};
