import { DataError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { shrunkCovariance } from './shrunk-covariance';

const columns = [
  [0.01, -0.02, 0.03, 0.005, -0.015, 0.02],
  [0.02, -0.025, 0.01, -0.01, -0.02, 0.03],
  [-0.01, 0.01, 0.02, -0.005, 0.004, -0.012],
].map((column) => Float64Array.from(column));

describe('shrunkCovariance', () => {
  it('agrees with an independent implementation of both papers', () => {
    // By `ledoitWolf` of @sigmax/risk, which agrees with PyPortfolioOpt and scikit-learn to 1e-15.
    const expected = [
      [0.0003166666666666666, 0.00023938068919579996, -0.0000022224326077357425],
      [0.00023938068919579996, 0.00042013888888888884, -0.00007517192978103986],
      [-0.0000022224326077357416, -0.00007517192978103986, 0.0001294722222222222],
    ];
    const { matrix, shrinkage } = shrunkCovariance(columns, 'constant-correlation');
    expect(shrinkage).toBeCloseTo(0.24457222573965698, 14);
    const differences = matrix.flatMap((row, i) => Array.from(row, (value, j) => Math.abs(value - expected[i]![j]!)));
    expect(Math.max(...differences)).toBeLessThan(1e-18);
  });

  it('shrinks to one variance and no correlation as far as it says', () => {
    const { matrix, shrinkage } = shrunkCovariance(columns, 'scaled-identity');
    expect(shrinkage).toBeGreaterThan(0);
    expect(shrinkage).toBeLessThan(1);
    const trace = (rows: readonly Float64Array[]) => rows.reduce((sum, row, i) => sum + row[i]!, 0);
    // The mean variance is the sample's.
    expect(trace(matrix)).toBeCloseTo(trace(shrunkCovariance(columns, 'constant-correlation').matrix), 15);
  });

  it('takes an asset that never moved, and one asset alone', () => {
    for (const target of ['constant-correlation', 'scaled-identity'] as const) {
      const still = shrunkCovariance([columns[0]!, new Float64Array(6)], target);
      expect(still.matrix.flatMap((row) => Array.from(row)).every(Number.isFinite)).toBe(true);
      expect(shrunkCovariance([columns[0]!], target).matrix[0]![0]).toBeCloseTo(0.0003166666666666666, 18);
      expect(shrunkCovariance([new Float64Array(3), new Float64Array(3)], target).shrinkage).toBe(0);
    }
  });

  it.each([
    ['no columns', []],
    ['one row', [Float64Array.of(1)]],
    ['columns of two lengths', [Float64Array.of(1, 2), Float64Array.of(1, 2, 3)]],
    ['a NaN', [Float64Array.of(1, Number.NaN)]],
  ])('refuses %s', (_, wrong) => {
    expect(() => shrunkCovariance(wrong, 'constant-correlation')).toThrow(DataError);
  });
});
