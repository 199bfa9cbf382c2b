import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { dot } from './dense';
import { symmetricEigen, withEigenvalues } from './symmetric-eigen';

const column = (vectors: Float64Array, size: number, place: number): Float64Array =>
  Float64Array.from({ length: size }, (_, row) => vectors[row * size + place] as number);

const randomSymmetric = (seed: number, size: number): Float64Array => {
  const random = seededRandom(seed);
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let other = 0; other <= row; other++) {
      matrix[row * size + other] = random.normal();
      matrix[other * size + row] = matrix[row * size + other] as number;
    }
  }
  return matrix;
};

describe('symmetricEigen', () => {
  it('finds known eigenvalues', () => {
    expect([...symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values]).toEqual([1, 3]);
    const { values } = symmetricEigen(Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1, 1), 3);
    expect(values[0]).toBeCloseTo(1 - Math.SQRT2, 14);
    expect(values[2]).toBeCloseTo(1 + Math.SQRT2, 14);
  });

  it('reads a diagonal as it is, zeros and equal entries too', () => {
    expect([...symmetricEigen(Float64Array.of(3, 0, 0, 0, 0, 0, 0, 0, 3), 3).values]).toEqual([0, 3, 3]);
    expect([...symmetricEigen(new Float64Array(4), 2).values]).toEqual([0, 0]);
  });

  it.each([1, 2, 3, 5, 12, 30])('builds a matrix of size %i again from orthonormal vectors', (size) => {
    const matrix = randomSymmetric(size, size);
    const eigen = symmetricEigen(matrix, size);
    const again = withEigenvalues(eigen, (value) => value);
    for (let place = 0; place < matrix.length; place++) expect(again[place]).toBeCloseTo(matrix[place] as number, 12);
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        const product = dot(column(eigen.vectors, size, a), column(eigen.vectors, size, b));
        expect(product).toBeCloseTo(a === b ? 1 : 0, 13);
      }
      if (a > 0) expect(eigen.values[a]).toBeGreaterThanOrEqual(eigen.values[a - 1] as number);
    }
  });
});
