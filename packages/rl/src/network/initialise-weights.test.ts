import { expect, it } from 'vitest';
import { pcg64 } from '../random/pcg64';
import { orthogonal } from './initialise-weights';

it.each([
  [3, 3],
  [7, 64],
  [64, 7],
  [64, 3],
])('%i × %i: the shorter side is orthonormal times the gain', (rows, columns) => {
  const matrix = new Float64Array(rows * columns + 2).fill(9);
  orthogonal(matrix, 1, rows, columns, 1.5, pcg64(2));
  expect([matrix[0], matrix.at(-1)]).toEqual([9, 9]);
  const at = (row: number, column: number): number => matrix[1 + row * columns + column] as number;
  const [short, long] = rows < columns ? [rows, columns] : [columns, rows];
  for (let one = 0; one < short; one++) {
    for (let other = 0; other < short; other++) {
      let product = 0;
      for (let index = 0; index < long; index++) {
        product += rows < columns ? at(one, index) * at(other, index) : at(index, one) * at(index, other);
      }
      expect(product).toBeCloseTo(one === other ? 2.25 : 0, 12);
    }
  }
});

it('has no preferred sign', () => {
  let sum = 0;
  const matrix = new Float64Array(4);
  for (let seed = 0; seed < 400; seed++) {
    orthogonal(matrix, 0, 2, 2, 1, pcg64(seed));
    sum += Math.sign(matrix[0] as number);
  }
  // 5 standard deviations of 400 fair signs.
  expect(Math.abs(sum)).toBeLessThan(100);
});
