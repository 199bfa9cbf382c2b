import { InvalidOptionsError } from '@sigmax/core';
import { cholesky } from './algebra/cholesky';
import { diagonalOf } from './algebra/dense';
import { symmetricEigen } from './algebra/symmetric-eigen';
import { AllocationError } from './allocation-error';

/**
 * Covariances of the returns of some instruments for one period.
 *
 * Every estimator returns one and every allocator takes one; a plain object does too.
 */
export interface Covariance {
  readonly ids: readonly string[];
  /** One row for each id: symmetric, no eigenvalue below 0. Squared fractions for one period. */
  readonly matrix: readonly ArrayLike<number>[];
}

/** A covariance that was checked, row after row. */
export interface CheckedCovariance {
  readonly ids: readonly string[];
  readonly size: number;
  readonly matrix: Float64Array;
}

const invalid = (code: string, message: string, remedy: string, context: Record<string, unknown>) =>
  new InvalidOptionsError({ code, message, remedy, context });

const requireIds = (ids: readonly string[], what: string): void => {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (ids.length > 0 && twice === undefined) return;
  throw invalid(
    'INVALID_IDS',
    twice === undefined ? `${what}: ids was empty.` : `${what}: ids names ${JSON.stringify(twice)} twice.`,
    'Name each instrument once.',
    { what, ids },
  );
};

/**
 * Puts a matrix into one array, after checking that it is square, finite and symmetric to 1e-10 of its diagonal.
 *
 * @throws {InvalidOptionsError} it is not.
 */
export const checkSymmetric = ({ ids, matrix }: Covariance, what: string): CheckedCovariance => {
  requireIds(ids, what);
  const size = ids.length;
  const flat = new Float64Array(size * size);
  const shape = matrix.find((row) => row.length !== size);
  if (matrix.length !== size || shape !== undefined) {
    throw invalid(
      'INVALID_SHAPE',
      `${what}: matrix has ${matrix.length} rows of ${shape?.length ?? matrix[0]?.length ?? 0} for ${size} ids.`,
      'Give one row and one column for each id.',
      { what, ids: size, rows: matrix.length },
    );
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = matrix[row]?.[column] as number;
      if (!(Math.abs(value) < Infinity)) {
        throw invalid(
          'NOT_FINITE',
          `${what}: matrix[${row}][${column}] was ${String(value)}.`,
          'Give finite numbers.',
          {
            what,
            row,
            column,
          },
        );
      }
      flat[row * size + column] = value;
    }
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      const [below, above] = [flat[row * size + column] as number, flat[column * size + row] as number];
      const scale = Math.max(
        Math.abs(flat[row * size + row] as number),
        Math.abs(flat[column * size + column] as number),
      );
      if (Math.abs(below - above) <= 1e-10 * scale) {
        flat[row * size + column] = (below + above) / 2;
        flat[column * size + row] = (below + above) / 2;
        continue;
      }
      throw invalid(
        'NOT_SYMMETRIC',
        `${what}: matrix[${row}][${column}] was ${below} and matrix[${column}][${row}] was ${above}.`,
        'A covariance of a and b is that of b and a.',
        { what, row, column },
      );
    }
  }
  return { ids, size, matrix: flat };
};

/** The matrix scaled to a diagonal of 1, with a little added to it, so that rounding does not count against a covariance. */
const almostCorrelation = (matrix: Float64Array, size: number): Float64Array => {
  const deviations = diagonalOf(matrix, size).map((variance) => (variance > 0 ? Math.sqrt(variance) : 1));
  return matrix.map((value, place) => {
    const row = Math.floor(place / size);
    const column = place % size;
    return row === column ? 1 + 1e-10 : value / ((deviations[row] as number) * (deviations[column] as number));
  });
};

/** What does not vary has no covariance with anything. */
const isConsistent = (matrix: Float64Array, size: number): boolean =>
  diagonalOf(matrix, size).every(
    (variance, row) =>
      variance > 0 || (variance === 0 && matrix.subarray(row * size, (row + 1) * size).every((value) => value === 0)),
  );

/** Whether no eigenvalue is below 0 by more than rounding: 1e-10 of the correlation matrix. */
const isPositiveSemidefinite = (matrix: Float64Array, size: number): boolean =>
  isConsistent(matrix, size) && cholesky(almostCorrelation(matrix, size), size) !== undefined;

/**
 * Checks that a matrix is a covariance.
 *
 * @throws {InvalidOptionsError} it is not square, finite and symmetric, or ids are missing or named twice.
 * @throws {AllocationError} `NOT_POSITIVE_SEMIDEFINITE`: an eigenvalue is below 0; the message names the smallest.
 */
export const checkCovariance = (covariance: Covariance, what: string): CheckedCovariance => {
  const checked = checkSymmetric(covariance, what);
  const { matrix, size } = checked;
  if (isPositiveSemidefinite(matrix, size)) return checked;
  const smallest = symmetricEigen(matrix, size).values[0] as number;
  throw new AllocationError({
    code: 'NOT_POSITIVE_SEMIDEFINITE',
    message: `${what}: matrix has the eigenvalue ${Number(smallest.toPrecision(6))}, so some portfolio would have a variance below 0.`,
    remedy: 'Estimate all entries from the same periods, or mend it with nearestCovariance.',
    context: { what, smallestEigenvalue: smallest },
  });
};

/**
 * The standard deviation of each instrument, for what divides by it.
 *
 * @throws {AllocationError} `NO_VARIANCE`: one of them does not vary.
 */
export const requireDeviations = ({ ids, size, matrix }: CheckedCovariance, what: string): Float64Array =>
  diagonalOf(matrix, size).map((variance, index) => {
    if (variance > 0) return Math.sqrt(variance);
    throw new AllocationError({
      code: 'NO_VARIANCE',
      message: `${what}: the variance of ${JSON.stringify(ids[index])} was ${variance}.`,
      remedy: 'Leave out what does not move, or take a longer window.',
      context: { what, id: ids[index], variance },
    });
  });
