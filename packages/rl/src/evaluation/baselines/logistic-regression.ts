import { exponential } from '../../portable-math';

/** 1 / (1 + e⁻ˣ), cut at ±30, where it differs from 0 or 1 by less than 1e-13. */
export const logistic = (x: number): number => 1 / (1 + exponential(-Math.min(Math.max(x, -30), 30)));

/** Solves A x = b for a symmetric positive definite A by Cholesky's decomposition; A is overwritten. */
const solve = (matrix: Float64Array[], right: Float64Array): Float64Array => {
  const size = right.length;
  const x = right.slice();
  for (let row = 0; row < size; row++) {
    const own = matrix[row] as Float64Array;
    for (let column = 0; column <= row; column++) {
      const other = matrix[column] as Float64Array;
      let sum = own[column] as number;
      for (let at = 0; at < column; at++) sum -= (own[at] as number) * (other[at] as number);
      own[column] = row === column ? Math.sqrt(sum) : sum / (other[column] as number);
    }
  }
  for (let row = 0; row < size; row++) {
    const own = matrix[row] as Float64Array;
    for (let at = 0; at < row; at++) x[row] = (x[row] as number) - (own[at] as number) * (x[at] as number);
    x[row] = (x[row] as number) / (own[row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let at = row + 1; at < size; at++) {
      x[row] = (x[row] as number) - ((matrix[at] as Float64Array)[row] as number) * (x[at] as number);
    }
    x[row] = (x[row] as number) / ((matrix[row] as Float64Array)[row] as number);
  }
  return x;
};

/**
 * Coefficients b of P(y = 1) = 1 / (1 + e^−(b₀ + Σ bᵢ xᵢ)) that maximise the likelihood less ridge/2 · Σ bᵢ², b₀ without ridge.
 *
 * Newton's method, at most 30 steps, until no coefficient moves by more than 1e-10. The intercept comes first.
 */
export const logisticRegression = (
  rows: readonly Float64Array[],
  labels: readonly number[],
  ridge: number,
): Float64Array => {
  const size = (rows[0]?.length ?? 0) + 1;
  let coefficients = new Float64Array(size);
  for (let step = 0; step < 30; step++) {
    const gradient = new Float64Array(size);
    const curvature = Array.from({ length: size }, () => new Float64Array(size));
    for (let at = 0; at < size; at++) {
      const shrink = at === 0 ? 1e-9 : ridge;
      (curvature[at] as Float64Array)[at] = shrink;
      gradient[at] = -shrink * (coefficients[at] as number);
    }
    rows.forEach((row, index) => {
      const valueAt = (at: number): number => (at === 0 ? 1 : (row[at - 1] as number));
      let score = 0;
      for (let at = 0; at < size; at++) score += (coefficients[at] as number) * valueAt(at);
      const probability = logistic(score);
      const error = (labels[index] as number) - probability;
      const weight = Math.max(probability * (1 - probability), 1e-12);
      for (let at = 0; at < size; at++) {
        gradient[at] = (gradient[at] as number) + error * valueAt(at);
        const line = curvature[at] as Float64Array;
        for (let other = 0; other <= at; other++) {
          line[other] = (line[other] as number) + weight * valueAt(at) * valueAt(other);
        }
      }
    });
    const move = solve(curvature, gradient);
    coefficients = coefficients.map((one, at) => one + (move[at] as number));
    if (move.every((one) => Math.abs(one) < 1e-10)) break;
  }
  return coefficients;
};
