import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { addScaled, diagonalOf, largest, rowsOf } from '../algebra/dense';
import { symmetricEigen, withEigenvalues } from '../algebra/symmetric-eigen';
import { AllocationError } from '../allocation-error';
import { type Covariance, checkSymmetric, requireDeviations } from '../covariance';

const schema = z.strictObject({ method: z.enum(['higham', 'clip']) });

export interface NearestCovarianceOptions {
  /**
   * `higham`: the nearest correlation matrix, by alternating projections. `clip`: negative eigenvalues of the correlation
   * matrix become 0 and its diagonal is scaled back to 1; one step, not the nearest.
   */
  readonly method: 'higham' | 'clip';
}

export interface RepairedCovariance extends Covariance {
  /** The smallest eigenvalue of the correlation matrix as it was. */
  readonly smallestEigenvalue: number;
  /** √Σ (change of each correlation)². */
  readonly distance: number;
}

const clipped = (matrix: Float64Array, size: number): Float64Array =>
  withEigenvalues(symmetricEigen(matrix, size), (value) => Math.max(value, 0));

const scaledToUnitDiagonal = (matrix: Float64Array, size: number): Float64Array => {
  const scale = diagonalOf(matrix, size).map((value) => 1 / Math.sqrt(value));
  return matrix.map((value, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    return row === column ? 1 : value * (scale[row] as number) * (scale[column] as number);
  });
};

/** Alternating projections onto positive semidefinite matrices, with Dykstra's correction, and onto those with diagonal 1. */
const nearestCorrelation = (matrix: Float64Array, size: number): Float64Array => {
  let point = matrix;
  let correction = new Float64Array(size * size);
  for (let count = 0; count < 1_000; count++) {
    const before = point;
    const corrected = point.slice();
    addScaled(corrected, -1, correction);
    const positive = clipped(corrected, size);
    correction = positive.map((value, place) => value - (corrected[place] as number));
    point = positive.map((value, place) => (place % (size + 1) === 0 ? 1 : value));
    const change = point.map((value, place) => value - (before[place] as number));
    if (largest(change) <= 1e-12) break;
  }
  return scaledToUnitDiagonal(clipped(point, size), size);
};

/**
 * Returns a covariance near to a symmetric matrix that is none, with the same variances.
 *
 * Correlations that were estimated from different periods, or edited by hand, may not hold together: some portfolio of them
 * would have a variance below 0. This mends the correlation matrix and puts the volatilities back. A matrix that is a
 * covariance comes back as it was, with a distance of 0.
 *
 * - Cost: `clip` one eigendecomposition; `higham` up to 1,000, usually below 100.
 *
 * Source: Higham 2002, "Computing the nearest correlation matrix: a problem from finance", IMA Journal of Numerical Analysis
 * 22, algorithm 3.3 (`higham`).
 *
 * @throws {InvalidOptionsError} the matrix is not square, finite and symmetric, or `method` is missing.
 * @throws {AllocationError} a variance is not above 0: no correlation matrix belongs to it.
 * @example
 * ```ts
 * import { nearestCovariance } from '@sigmax/risk';
 * const ids = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'];
 * const mended = nearestCovariance({ ids, matrix: [[1, 1, 0], [1, 1, 1], [0, 1, 1]] }, { method: 'higham' });
 * mended.smallestEigenvalue.toFixed(4); // => '-0.4142'
 * mended.matrix[0]!.length; // => 3
 * (mended.matrix[0]![1] as number).toFixed(4); // => '0.7607'
 * (mended.matrix[0]![2] as number).toFixed(4); // => '0.1573'
 * ```
 */
export const nearestCovariance = (covariance: Covariance, options: NearestCovarianceOptions): RepairedCovariance => {
  const { method } = parseOptions(schema, options, 'nearestCovariance');
  const checked = checkSymmetric(covariance, 'nearestCovariance');
  const { ids, size, matrix } = checked;
  const deviations = requireDeviations(checked, 'nearestCovariance');
  const scale = matrix.map(
    (_, place) => (deviations[Math.floor(place / size)] as number) * (deviations[place % size] as number),
  );
  const correlation = matrix.map((value, place) => (place % (size + 1) === 0 ? 1 : value / (scale[place] as number)));
  const smallestEigenvalue = symmetricEigen(correlation, size).values[0] as number;
  if (smallestEigenvalue >= -1e-12) return { ids, matrix: rowsOf(matrix, size), smallestEigenvalue, distance: 0 };
  const mended =
    method === 'clip' ? scaledToUnitDiagonal(clipped(correlation, size), size) : nearestCorrelation(correlation, size);
  const change = mended.map((value, place) => value - (correlation[place] as number));
  const distance = Math.sqrt(change.reduce((sum, value) => sum + value * value, 0));
  if (!(distance < Infinity)) throw unmendable(smallestEigenvalue);
  return {
    ids,
    matrix: rowsOf(
      mended.map((value, place) => value * (scale[place] as number)),
      size,
    ),
    smallestEigenvalue,
    distance,
  };
};

/** An instrument whose clipped variance is 0 has no correlation with anything. */
const unmendable = (smallestEigenvalue: number): AllocationError =>
  new AllocationError({
    code: 'NOT_POSITIVE_SEMIDEFINITE',
    message: `nearestCovariance: matrix has the eigenvalue ${smallestEigenvalue}, and without it an instrument has no variance left.`,
    remedy: 'Estimate the covariances from the same periods instead.',
    context: { smallestEigenvalue },
  });
