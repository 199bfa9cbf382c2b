import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { backwardSolve, cholesky, forwardSolve, solveFactored } from './cholesky';
import { multiply } from './dense';

it('factors the matrix of the textbook', () => {
  // Golub and Van Loan's kind of example: L = [[2, 0, 0], [6, 1, 0], [-8, 5, 3]].
  const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
  expect(cholesky(matrix, 3)).toEqual(Float64Array.of(2, 0, 0, 6, 1, 0, -8, 5, 3));
});

it('solves what was multiplied', () => {
  const random = seededRandom(3);
  const size = 7;
  const part = Float64Array.from({ length: size * size }, () => random.normal());
  const matrix = Float64Array.from({ length: size * size }, (_, place) => {
    let sum = place % (size + 1) === 0 ? 0.1 : 0;
    for (let k = 0; k < size; k++) sum += part[Math.floor(place / size) * size + k]! * part[(place % size) * size + k]!;
    return sum;
  });
  const wanted = Float64Array.from({ length: size }, () => random.normal());
  const factor = cholesky(matrix, size)!;
  const solution = solveFactored(factor, multiply(matrix, wanted));
  for (const [place, value] of solution.entries()) expect(value).toBeCloseTo(wanted[place]!, 10);
  expect(backwardSolve(factor, forwardSolve(factor, multiply(matrix, wanted)))).toEqual(solution);
});

it('knows what is not positive definite', () => {
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
  expect(cholesky(Float64Array.of(0), 1)).toBeUndefined();
  expect(cholesky(Float64Array.of(Number.NaN), 1)).toBeUndefined();
});
