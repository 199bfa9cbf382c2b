import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { diagonalOf, dot, quadraticForm, rowsOf, total } from '../algebra/dense';
import type { Covariance } from '../covariance';
import { type CheckedReturns, checkReturns, type ReturnsTable } from '../returns-table';
import { equalRowWeights, weightedMeans, weightedProducts } from './weighted-covariance';

const schema = z.strictObject({
  target: z.enum(['scaled-identity', 'constant-correlation']).default('scaled-identity'),
});

export interface LedoitWolfOptions {
  /**
   * What the sample covariance is pulled towards.
   *
   * - `scaled-identity`: one variance for all, no correlation. `LedoitWolf` of scikit-learn, `constant_variance` of PyPortfolioOpt.
   * - `constant-correlation`: each its own variance, one correlation for all. `constant_correlation` of PyPortfolioOpt.
   *
   * Defaults to `scaled-identity`.
   */
  readonly target?: 'scaled-identity' | 'constant-correlation';
}

export interface ShrunkCovariance extends Covariance {
  /** δ: 0 is the sample covariance, 1 the target. */
  readonly shrinkage: number;
  readonly target: 'scaled-identity' | 'constant-correlation';
}

/** The columns less their means, and their covariance with divisor n. */
interface Centred {
  readonly columns: readonly Float64Array[];
  readonly rows: number;
  readonly sample: Float64Array;
}

const centre = (returns: CheckedReturns): Centred => {
  const weights = equalRowWeights(returns.rows);
  const means = weightedMeans(returns, weights);
  return {
    columns: returns.columns.map((column, index) => Float64Array.from(column, (one) => one - (means[index] as number))),
    rows: returns.rows,
    sample: weightedProducts(returns, weights, means),
  };
};

const distanceSquared = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] as number) - (b[index] as number);
    sum += difference * difference;
  }
  return sum;
};

const scaledIdentity = (sample: Float64Array, size: number): Float64Array => {
  const variance = total(diagonalOf(sample, size)) / size;
  return sample.map((_, place) => (place % (size + 1) === 0 ? variance : 0));
};

/** Σₜ ‖xₜxₜ' − S‖² / n: how far the sample covariance is expected to be off, times n. */
const sampleNoise = ({ columns, rows, sample }: Centred): number => {
  let fourth = 0;
  for (let t = 0; t < rows; t++) {
    let square = 0;
    for (const column of columns) square += (column[t] as number) * (column[t] as number);
    fourth += square * square;
  }
  return fourth / rows - dot(sample, sample);
};

const meanCorrelation = (sample: Float64Array, deviations: Float64Array): number => {
  const size = deviations.length;
  const inverse = deviations.map((deviation) => (deviation > 0 ? 1 / deviation : 0));
  return (quadraticForm(sample, inverse) - size) / (size * (size - 1));
};

const constantCorrelation = (sample: Float64Array, deviations: Float64Array, correlation: number): Float64Array => {
  const size = deviations.length;
  return sample.map((value, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    return row === column ? value : correlation * (deviations[row] as number) * (deviations[column] as number);
  });
};

/**
 * ρ̂ of the appendix: the asymptotic covariances of the target's entries with the sample's. The diagonal is that of π̂;
 * off it stand the ϑ, means of (xᵢ² − sᵢᵢ)(xᵢxⱼ − sᵢⱼ).
 */
const targetNoise = ({ columns, rows, sample }: Centred, deviations: Float64Array, correlation: number): number => {
  const size = columns.length;
  let diagonal = 0;
  let off = 0;
  for (let i = 0; i < size; i++) {
    const a = columns[i] as Float64Array;
    const variance = sample[i * size + i] as number;
    for (let j = 0; j < size; j++) {
      const b = columns[j] as Float64Array;
      const covariance = sample[i * size + j] as number;
      let sum = 0;
      for (let t = 0; t < rows; t++) {
        const [x, y] = [a[t] as number, b[t] as number];
        sum += (x * x - variance) * (x * y - covariance);
      }
      if (i === j) diagonal += sum / rows;
      else if ((deviations[i] as number) > 0)
        off += ((deviations[j] as number) / (deviations[i] as number)) * (sum / rows);
    }
  }
  // Σ of (r̄/2)(√(sⱼⱼ/sᵢᵢ) ϑᵢᵢ,ᵢⱼ + √(sᵢᵢ/sⱼⱼ) ϑⱼⱼ,ᵢⱼ) over i ≠ j has each term twice.
  return diagonal + correlation * off;
};

/**
 * Returns a covariance between the sample's and one of simple structure: δ F + (1 − δ) S.
 *
 * The share δ is the one that is expected to be nearest to the true covariance: with π̂ the noise of the sample, ρ̂ the part
 * of it that the target shares and γ̂ = ‖F − S‖², δ = (π̂ − ρ̂) / (n γ̂) between 0 and 1. The result is positive definite
 * whenever δ > 0 and the target is. S has the divisor n.
 *
 * - Shapes: n rows of N returns give N × N.
 * - Units: squared fractions for one period; `shrinkage` is δ.
 * - Cost: O(n N²).
 *
 * Source: Ledoit and Wolf 2004, "A well-conditioned estimator for large-dimensional covariance matrices", Journal of
 * Multivariate Analysis 88, lemmas 3.2 to 3.4 (`scaled-identity`); Ledoit and Wolf 2004, "Honey, I shrunk the sample
 * covariance matrix", Journal of Portfolio Management 30, appendix B (`constant-correlation`).
 *
 * @throws {DataError} a return is not finite, columns differ in length, or there are fewer than 2 rows.
 * @throws {InvalidOptionsError} `target` is not one of the two.
 * @example
 * ```ts
 * import { ledoitWolf } from '@sigmax/risk';
 * const returns = { 'demo:BTC/USDT': [0.01, -0.02, 0.03, 0], 'demo:ETH/USDT': [0.02, -0.02, 0.01, -0.01] };
 * const { shrinkage, matrix } = ledoitWolf(returns);
 * shrinkage.toFixed(6); // => '0.417417'
 * matrix[0]![1]!.toFixed(8); // => '0.00013108'
 * ```
 */
export const ledoitWolf = (returns: ReturnsTable, options: LedoitWolfOptions = {}): ShrunkCovariance => {
  const { target } = parseOptions(schema, options, 'ledoitWolf');
  const checked = checkReturns(returns, 'ledoitWolf', 2);
  const centred = centre(checked);
  const { sample } = centred;
  const size = checked.ids.length;
  const deviations = diagonalOf(sample, size).map(Math.sqrt);
  const isIdentity = target === 'scaled-identity' || size === 1;
  const correlation = isIdentity ? 0 : meanCorrelation(sample, deviations);
  const wanted = isIdentity ? scaledIdentity(sample, size) : constantCorrelation(sample, deviations, correlation);
  // The identity's own noise does not count in the limit of many instruments (lemma 3.4).
  const noise = sampleNoise(centred) - (isIdentity ? 0 : targetNoise(centred, deviations, correlation));
  const distance = distanceSquared(sample, wanted);
  const isOnTarget = distance <= 1e-28 * dot(sample, sample);
  const shrinkage = isOnTarget ? 0 : Math.max(0, Math.min(1, noise / (checked.rows * distance)));
  const matrix = sample.map((value, place) => shrinkage * (wanted[place] as number) + (1 - shrinkage) * value);
  return { ids: checked.ids, matrix: rowsOf(matrix, size), shrinkage, target };
};
