import { seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { checkCovariance } from '../covariance';
import { minimumVariance, nearestCovariance } from '../index';
import { failureOf, idsOf } from '../made-up.test-helper';

/** Correlations that were drawn one by one, as an analyst would write them down. */
const drawn = (seed: number, size: number): number[][] => {
  const random = seededRandom(seed);
  const matrix = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => Number(row === column)),
  );
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      const value = random.uniform() * 1.9 - 0.95;
      (matrix[row] as number[])[column] = value;
      (matrix[column] as number[])[row] = value;
    }
  }
  return matrix;
};

describe('nearestCovariance', () => {
  it('finds the matrix that Higham 2002 prints', () => {
    const { matrix, distance } = nearestCovariance(
      {
        ids: idsOf(3),
        matrix: [
          [1, 1, 0],
          [1, 1, 1],
          [0, 1, 1],
        ],
      },
      { method: 'higham' },
    );
    expect(matrix[0]?.[1]).toBeCloseTo(0.7607, 4);
    expect(matrix[0]?.[2]).toBeCloseTo(0.1573, 4);
    expect(distance).toBeCloseTo(0.5278, 4);
  });

  it('keeps variances, gives a covariance, and higham is never further away than clip', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 7 }), (seed, size) => {
        const volatilities = Array.from({ length: size }, (_, place) => 0.01 * (place + 1));
        const matrix = drawn(seed, size).map((row, i) =>
          row.map((one, j) => one * volatilities[i]! * volatilities[j]!),
        );
        const covariance = { ids: idsOf(size), matrix };
        const [near, clipped] = (['higham', 'clip'] as const).map((method) =>
          nearestCovariance(covariance, { method }),
        );
        for (const mended of [near!, clipped!]) {
          expect(() => checkCovariance(mended, 'test')).not.toThrow();
          for (const place of volatilities.keys()) {
            expect(mended.matrix[place]?.[place]).toBeCloseTo(volatilities[place]! ** 2, 15);
          }
        }
        expect(near!.distance).toBeLessThanOrEqual(clipped!.distance + 1e-9);
        expect(near!.distance === 0).toBe(near!.smallestEigenvalue >= -1e-12);
      }),
      profile(40, 1_000),
    );
  });

  it('higham is nearer than random covariances around it', () => {
    const matrix = drawn(7, 4);
    const { distance, matrix: near } = nearestCovariance({ ids: idsOf(4), matrix }, { method: 'higham' });
    const random = seededRandom(1);
    for (let count = 0; count < 500; count++) {
      const moved = near.map((row, i) => Array.from(row, (one, j) => (i === j ? 1 : one + 0.02 * random.normal())));
      const even = moved.map((row, i) => row.map((one, j) => (one + (moved[j]?.[i] as number)) / 2));
      if (failureOf(() => checkCovariance({ ids: idsOf(4), matrix: even }, 'test')).code !== 'none') continue;
      const away = Math.sqrt(
        even.flatMap((row, i) => row.map((one, j) => (one - matrix[i]![j]!) ** 2)).reduce((a, b) => a + b),
      );
      expect(away).toBeGreaterThanOrEqual(distance - 1e-9);
    }
  });

  it('returns a covariance as it was', () => {
    const covariance = {
      ids: idsOf(2),
      matrix: [
        [0.04, 0.01],
        [0.01, 0.09],
      ],
    };
    expect(nearestCovariance(covariance, { method: 'higham' })).toMatchObject({
      matrix: covariance.matrix,
      distance: 0,
    });
  });

  it('lets an allocator work that refused before', () => {
    const covariance = {
      ids: idsOf(3),
      matrix: [
        [1, 0.9, -0.9],
        [0.9, 1, 0.9],
        [-0.9, 0.9, 1],
      ],
    };
    expect(failureOf(() => minimumVariance(covariance)).code).toBe('NOT_POSITIVE_SEMIDEFINITE');
    expect(
      Object.values(minimumVariance(nearestCovariance(covariance, { method: 'clip' }))).every((one) => one >= 0),
    ).toBe(true);
  });

  it('has no default method, and refuses what has no variance', () => {
    const covariance = { ids: idsOf(1), matrix: [[0]] };
    expect(failureOf(() => nearestCovariance(covariance, {} as never)).message).toContain('method was undefined');
    expect(failureOf(() => nearestCovariance(covariance, { method: 'clip' })).code).toBe('NO_VARIANCE');
  });
});
