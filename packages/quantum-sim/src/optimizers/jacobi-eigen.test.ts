import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { jacobiEigen } from './jacobi-eigen';
import { solveLinear } from './solve-linear';
import { invertedTimes } from './symmetric-solve';

const symmetric = (size: number, seed: number): Float64Array => {
  const random = seededRandom(seed);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = random.normal();
  }
  return matrix;
};

it.each([1, 2, 5, 12])('eigenvectors of a %d-square matrix are orthonormal and give it back', (size) => {
  const matrix = symmetric(size, size);
  const { values, vectors } = jacobiEigen(matrix, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let back = 0;
      let product = 0;
      for (let k = 0; k < size; k++) {
        back += values[k]! * vectors[i * size + k]! * vectors[j * size + k]!;
        product += vectors[k * size + i]! * vectors[k * size + j]!;
      }
      expect(back).toBeCloseTo(matrix[i * size + j]!, 12);
      expect(product).toBeCloseTo(i === j ? 1 : 0, 13);
    }
  }
});

it('|M|⁻¹ v is M⁻¹ v where M is positive definite', () => {
  const matrix = Float64Array.of(4, 1, 0, 1, 3, 1, 0, 1, 5);
  const right = Float64Array.of(1, -2, 3);
  const rows = [0, 3, 6].map((at) => matrix.slice(at, at + 3));
  const solved = solveLinear(rows, right)!;
  invertedTimes(matrix, right).forEach((one, index) => {
    expect(one).toBeCloseTo(solved[index]!, 13);
  });
  rows.forEach((row, index) => {
    expect(row.reduce((sum, one, at) => sum + one * solved[at]!, 0)).toBeCloseTo(right[index]!, 13);
  });
  expect(solveLinear([Float64Array.of(1, 2), Float64Array.of(2, 4)], Float64Array.of(1, 2))).toBeUndefined();
});
