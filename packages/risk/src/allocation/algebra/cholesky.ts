import { dot } from './dense';

/**
 * Returns the lower factor L of a symmetric matrix, M = L L', or `undefined` when the matrix is not positive definite.
 *
 * - Cost: O(n³ / 6). Source: Golub and Van Loan 2013, Matrix Computations, algorithm 4.2.2.
 */
export const cholesky = (matrix: Float64Array, size: number): Float64Array | undefined => {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const known = dot(
        factor.subarray(row * size, row * size + column),
        factor.subarray(column * size, column * size + column),
      );
      const rest = (matrix[row * size + column] as number) - known;
      if (row !== column) factor[row * size + column] = rest / (factor[column * size + column] as number);
      else if (rest > 0) factor[row * size + row] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return factor;
};

/** The x with L x = b. */
export const forwardSolve = (factor: Float64Array, right: ArrayLike<number>): Float64Array => {
  const size = right.length;
  const solution = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const known = dot(factor.subarray(row * size, row * size + row), solution);
    solution[row] = ((right[row] as number) - known) / (factor[row * size + row] as number);
  }
  return solution;
};

/** The x with L' x = b. */
export const backwardSolve = (factor: Float64Array, right: ArrayLike<number>): Float64Array => {
  const size = right.length;
  const solution = Float64Array.from(right);
  for (let row = size - 1; row >= 0; row--) {
    const value = (solution[row] as number) / (factor[row * size + row] as number);
    solution[row] = value;
    for (let above = 0; above < row; above++) {
      solution[above] = (solution[above] as number) - (factor[row * size + above] as number) * value;
    }
  }
  return solution;
};

/** The x with M x = b, for the factor of M. */
export const solveFactored = (factor: Float64Array, right: ArrayLike<number>): Float64Array =>
  backwardSolve(factor, forwardSolve(factor, right));
