import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../seeded-random';
import { profileSeed, share } from '../testing-profile.test-helper';
import { complexQr } from './complex-qr';
import { complexSvd } from './complex-svd';
import {
  adjointTable,
  type ComplexTable,
  multiplyTables,
  reshaped,
  scaledTable,
  squaredNorm,
  zeroTable,
} from './complex-table';

const randomTable = (rows: number, columns: number, random: Random): ComplexTable => ({
  rows,
  columns,
  re: Float64Array.from({ length: rows * columns }, () => random.normal()),
  im: Float64Array.from({ length: rows * columns }, () => random.normal()),
});

const difference = (a: ComplexTable, b: ComplexTable): number => {
  expect([a.rows, a.columns]).toEqual([b.rows, b.columns]);
  return Math.max(0, ...Array.from(a.re, (x, at) => Math.hypot(x - b.re[at]!, a.im[at]! - b.im[at]!)));
};

const identity = (size: number): ComplexTable => {
  const out = zeroTable(size, size);
  for (let at = 0; at < size; at++) out.re[at * (size + 1)] = 1;
  return out;
};

const diagonal = (values: Float64Array): ComplexTable => {
  const out = zeroTable(values.length, values.length);
  values.forEach((value, at) => {
    out.re[at * (values.length + 1)] = value;
  });
  return out;
};

const rebuilt = (matrix: ComplexTable): ComplexTable => {
  const { u, values, vAdjoint } = complexSvd(matrix);
  return multiplyTables(multiplyTables(u, diagonal(values)), vAdjoint);
};

const shapes = [
  [1, 1],
  [5, 2],
  [2, 5],
  [7, 7],
  [1, 6],
  [6, 1],
  [24, 16],
] as const;

describe('QR', () => {
  it.each(shapes)('of %d × %d has its product, orthonormal columns and a triangle', (rows, columns) => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(5, 100); trial++) {
      const matrix = randomTable(rows, columns, random);
      const { q, r } = complexQr(matrix);
      expect(difference(multiplyTables(q, r), matrix)).toBeLessThan(2e-14);
      expect(difference(multiplyTables(adjointTable(q), q), identity(Math.min(rows, columns)))).toBeLessThan(1e-14);
      for (let row = 1; row < r.rows; row++)
        expect(r.re.slice(row * columns, row * columns + row)).toEqual(new Float64Array(row));
    }
  });

  it('of dependent and zero columns too', () => {
    const random = seededRandom(1);
    const matrix = multiplyTables(randomTable(6, 2, random), randomTable(2, 4, random));
    const { q, r } = complexQr(matrix);
    expect(difference(multiplyTables(q, r), matrix)).toBeLessThan(1e-14);
    expect(difference(multiplyTables(adjointTable(q), q), identity(4))).toBeLessThan(1e-14);
    const zero = complexQr(zeroTable(3, 2));
    expect(difference(multiplyTables(zero.q, zero.r), zeroTable(3, 2))).toBe(0);
    expect(difference(multiplyTables(adjointTable(zero.q), zero.q), identity(2))).toBe(0);
  });
});

describe('the singular value decomposition', () => {
  it.each(shapes)('of %d × %d has its product, orthonormal sides and falling values', (rows, columns) => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(5, 100); trial++) {
      const matrix = randomTable(rows, columns, random);
      const { u, values, vAdjoint } = complexSvd(matrix);
      expect(difference(rebuilt(matrix), matrix)).toBeLessThan(5e-14);
      expect(difference(multiplyTables(adjointTable(u), u), identity(values.length))).toBeLessThan(2e-14);
      expect(difference(multiplyTables(vAdjoint, adjointTable(vAdjoint)), identity(values.length))).toBeLessThan(2e-14);
      expect([...values].sort((a, b) => b - a)).toEqual([...values]);
      expect(squaredNorm(diagonal(values))).toBeCloseTo(squaredNorm(matrix), 10);
    }
  });

  it('finds known values: Hilbert matrices, ranks, repeated values, powers of ten', () => {
    // Hilbert 3 × 3: the roots of its characteristic polynomial, published to 10 digits (Gregory and Karney 1969, table 3.8).
    const hilbert = zeroTable(3, 3);
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 3; column++) hilbert.re[3 * row + column] = 1 / (row + column + 1);
    const [first, second, third] = complexSvd(hilbert).values as unknown as [number, number, number];
    expect(first).toBeCloseTo(1.4083189271, 9);
    expect(second).toBeCloseTo(0.1223270659, 9);
    expect(third).toBeCloseTo(0.0026873404, 9);
    const random = seededRandom(3);
    const low = multiplyTables(randomTable(8, 3, random), randomTable(3, 6, random));
    expect([...complexSvd(low).values].filter((value) => value > 1e-13)).toHaveLength(3);
    expect([...complexSvd(scaledTable(identity(4), -2)).values]).toEqual([2, 2, 2, 2]);
    const { q: left } = complexQr(randomTable(5, 5, random));
    const { q: right } = complexQr(randomTable(5, 5, random));
    const known = Float64Array.from([1, 1e-3, 1e-6, 1e-9, 1e-12]);
    const graded = multiplyTables(multiplyTables(left, diagonal(known)), right);
    complexSvd(graded).values.forEach((value, at) => {
      expect(Math.abs(value - known[at]!)).toBeLessThan(1e-15);
    });
  });

  it('of nothing has no values, and refuses what is no number', () => {
    expect(complexSvd(zeroTable(3, 2)).values).toHaveLength(0);
    const wrong = identity(3);
    wrong.im[4] = Number.NaN;
    expect(() => complexSvd(wrong)).toThrow('complexSvd: columns were not orthogonal after 60 sweeps');
  });
});

it('tables multiply, turn and keep their numbers in another shape', () => {
  const a: ComplexTable = { rows: 1, columns: 2, re: Float64Array.from([1, 2]), im: Float64Array.from([3, 0]) };
  const b: ComplexTable = { rows: 2, columns: 1, re: Float64Array.from([0, 5]), im: Float64Array.from([1, -1]) };
  expect(multiplyTables(a, b)).toEqual({ rows: 1, columns: 1, re: Float64Array.of(7), im: Float64Array.of(-1) });
  expect(adjointTable(a)).toEqual({ rows: 2, columns: 1, re: Float64Array.of(1, 2), im: Float64Array.of(-3, 0) });
  expect(reshaped(a, 2, 1).re).toBe(a.re);
});
