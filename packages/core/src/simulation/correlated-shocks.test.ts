import { describe, expect, test } from 'vitest';
import { correlate, correlationTriangle } from './correlated-shocks';

const matrix = [
  [1, 0.5, 0.2],
  [0.5, 1, -0.3],
  [0.2, -0.3, 1],
];

test('the triangle times its mirror is the matrix', () => {
  const triangle = correlationTriangle(matrix, 3);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      const product = [0, 1, 2].reduce(
        (sum, at) => sum + (triangle[row]?.[at] ?? 0) * (triangle[column]?.[at] ?? 0),
        0,
      );
      expect(product).toBeCloseTo(matrix[row]?.[column] as number, 14);
    }
  }
});

test('each shock keeps to itself and those before it', () => {
  const triangle = correlationTriangle(matrix, 3);
  const shocks = Float64Array.of(1, -2, 3);
  correlate(triangle, shocks);
  expect(shocks[0]).toBe(1);
  expect(shocks[1]).toBeCloseTo(0.5 - 2 * Math.sqrt(0.75), 14);
  const [a, b, c] = triangle[2] as [number, number, number];
  expect(shocks[2]).toBeCloseTo(a - 2 * b + 3 * c, 14);
});

describe('refuses', () => {
  test.each<[string, number[][], RegExp]>([
    ['another size', [[1]], /1 rows of 1/],
    [
      'ragged rows',
      [
        [1, 0, 0],
        [0, 1],
        [0, 0, 1],
      ],
      /3 or 2/,
    ],
    [
      'a diagonal that is not 1',
      [
        [1, 0, 0],
        [0, 2, 0],
        [0, 0, 1],
      ],
      /\[1\]\[1\] was 2.*diagonal/,
    ],
    [
      'asymmetry',
      [
        [1, 0.1, 0],
        [0.2, 1, 0],
        [0, 0, 1],
      ],
      /\[1\]\[0\] was 0\.2, its mirror 0\.1/,
    ],
    [
      'NaN',
      [
        [1, Number.NaN, 0],
        [Number.NaN, 1, 0],
        [0, 0, 1],
      ],
      /NaN/,
    ],
    [
      'what no numbers can have',
      [
        [1, 0.9, -0.9],
        [0.9, 1, 0.9],
        [-0.9, 0.9, 1],
      ],
      /positive definite at row 2/,
    ],
  ])('%s', (_, wrong, message) => {
    expect(() => correlationTriangle(wrong, 3)).toThrow(message);
  });
});
