import { InvalidOptionsError } from '@sigmax/core';
import { diagonalOf, rowsOf } from '../algebra/dense';
import { type Covariance, checkCovariance, checkSymmetric, requireDeviations } from '../covariance';
import { inOrder, type Weights, weightsOf } from '../weights';

export interface Correlation {
  readonly ids: readonly string[];
  /** One row for each id, with 1 on the diagonal. */
  readonly matrix: readonly ArrayLike<number>[];
  /** Standard deviation of each instrument for one period. */
  readonly volatilities: Readonly<Record<string, number>>;
}

/**
 * Returns the correlations and volatilities of a covariance: ρᵢⱼ = σᵢⱼ / (σᵢ σⱼ).
 *
 * @throws {InvalidOptionsError} the matrix is not square, finite and symmetric.
 * @throws {AllocationError} an eigenvalue is below 0, or an instrument has no variance.
 * @example
 * ```ts
 * import { correlationOf } from '@sigmax/risk';
 * const { matrix, volatilities } = correlationOf({ ids: ['demo:BTC/USDT', 'demo:ETH/USDT'], matrix: [[4, 3], [3, 9]] });
 * matrix; // => [[1, 0.5], [0.5, 1]]
 * volatilities; // => { 'demo:BTC/USDT': 2, 'demo:ETH/USDT': 3 }
 * ```
 */
export const correlationOf = (covariance: Covariance): Correlation => {
  const checked = checkCovariance(covariance, 'correlationOf');
  const { ids, size, matrix } = checked;
  const deviations = requireDeviations(checked, 'correlationOf');
  const correlation = matrix.map((value, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    return row === column ? 1 : value / ((deviations[row] as number) * (deviations[column] as number));
  });
  return { ids, matrix: rowsOf(correlation, size), volatilities: weightsOf(ids, deviations) };
};

/**
 * Returns the covariance of correlations and volatilities: σᵢⱼ = ρᵢⱼ σᵢ σⱼ.
 *
 * It does not ask whether the correlations can hold together; allocators do, and {@link nearestCovariance} mends them.
 *
 * @throws {InvalidOptionsError} the matrix is not square, finite, symmetric and 1 on its diagonal, or a volatility is missing or
 * below 0.
 * @example
 * ```ts
 * import { covarianceOf } from '@sigmax/risk';
 * const ids = ['demo:BTC/USDT', 'demo:ETH/USDT'];
 * const volatilities: Record<string, number> = { 'demo:BTC/USDT': 2, 'demo:ETH/USDT': 3 };
 * covarianceOf({ ids, matrix: [[1, 0.5], [0.5, 1]], volatilities }).matrix; // => [[4, 3], [3, 9]]
 * ```
 */
export const covarianceOf = ({ ids, matrix, volatilities }: Correlation): Covariance => {
  const checked = checkSymmetric({ ids, matrix }, 'covarianceOf');
  const { size } = checked;
  for (const [index, one] of diagonalOf(checked.matrix, size).entries()) {
    if (Math.abs(one - 1) > 1e-9)
      throw invalid(`matrix[${index}][${index}] was ${one}`, 'A correlation with itself is 1.');
  }
  const deviations = inOrder(volatilities as Weights, ids, 'covarianceOf', 'volatilities');
  for (const [index, one] of deviations.entries()) {
    if (!(one >= 0))
      throw invalid(`volatilities[${JSON.stringify(ids[index])}] was ${one}`, 'A volatility is at least 0.');
  }
  const covariance = checked.matrix.map(
    (value, place) => value * (deviations[Math.floor(place / size)] as number) * (deviations[place % size] as number),
  );
  return { ids, matrix: rowsOf(covariance, size) };
};

const invalid = (message: string, remedy: string): InvalidOptionsError =>
  new InvalidOptionsError({ code: 'INVALID_CORRELATION', message: `covarianceOf: ${message}.`, remedy });
