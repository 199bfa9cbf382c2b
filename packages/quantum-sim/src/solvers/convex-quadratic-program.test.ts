import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { profileSeed, share } from '../testing-profile.test-helper';
import { type ConvexQuadraticProgram, type LinearLimit, minimizeConvex } from './convex-quadratic-program';

const limit = (normal: number[], bound: number, isEquality = false): LinearLimit => ({
  normal: Float64Array.from(normal),
  bound,
  isEquality,
});

const rows = (...list: number[][]): Float64Array[] => list.map((row) => Float64Array.from(row));

const randomProgram = (seed: number, isFeasibleAt: Float64Array): ConvexQuadraticProgram => {
  const random = seededRandom(seed);
  const size = isFeasibleAt.length;
  const factor = Array.from({ length: size }, () => Float64Array.from({ length: size }, () => random.normal()));
  const curvature = factor.map((a, i) =>
    Float64Array.from(factor, (b, j) => a.reduce((sum, one, k) => sum + one * b[k]!, 0) + (i === j ? 0.1 : 0)),
  );
  const limits = Array.from({ length: 2 * size }, (_, index): LinearLimit => {
    const normal = Float64Array.from({ length: size }, () => random.normal());
    const there = normal.reduce((sum, one, k) => sum + one * isFeasibleAt[k]!, 0);
    const isEquality = index < size / 3;
    return { normal, bound: isEquality ? there : there - random.uniform(), isEquality };
  });
  return { curvature, slope: Float64Array.from({ length: size }, () => 3 * random.normal()), limits };
};

describe('minimizeConvex', () => {
  it('finds the least point without limits, on one, and in a corner', () => {
    const curvature = rows([2, 0], [0, 2]);
    const slope = Float64Array.of(-2, -4);
    const point = (...limits: LinearLimit[]) => Array.from(minimizeConvex({ curvature, slope, limits }, 'test').point);
    expect(point()).toEqual([1, 2]);
    // x + y ≤ 2
    expect(point(limit([-1, -1], -2))).toEqual([0.5, 1.5]);
    expect(point(limit([-1, 0], -0.25), limit([0, -1], 0.5))).toEqual([0.25, -0.5]);
    expect(point(limit([1, 1], 5, true))).toEqual([2, 3]);
  });

  it('fulfils the conditions of Karush, Kuhn and Tucker on random programs', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(60, 3_000); trial++) {
      const size = 1 + random.integer(8);
      const inside = Float64Array.from({ length: size }, () => random.normal());
      const program = randomProgram(random.integer(2 ** 31), inside);
      const { point, multipliers } = minimizeConvex(program, 'test');
      const { curvature, slope, limits } = program;
      for (let row = 0; row < size; row++) {
        let gradient = slope[row]!;
        for (let column = 0; column < size; column++) gradient += curvature[row]![column]! * point[column]!;
        limits.forEach(({ normal }, index) => {
          gradient -= multipliers[index]! * normal[row]!;
        });
        expect(Math.abs(gradient)).toBeLessThan(1e-7);
      }
      limits.forEach(({ normal, bound, isEquality }, index) => {
        const slack = normal.reduce((sum, one, k) => sum + one * point[k]!, 0) - bound;
        expect(slack).toBeGreaterThan(-1e-9);
        if (isEquality) expect(slack).toBeLessThan(1e-9);
        else {
          expect(multipliers[index]).toBeGreaterThanOrEqual(-1e-9);
          expect(Math.abs(multipliers[index]! * slack)).toBeLessThan(1e-7);
        }
      });
    }
  });

  it('says when no point keeps all limits, and when the curvature is none', () => {
    const curvature = rows([1, 0], [0, 1]);
    const slope = new Float64Array(2);
    const limits = [limit([1, 0], 1), limit([-1, 0], 0)];
    expect(() => minimizeConvex({ curvature, slope, limits }, 'test')).toThrow(
      'test: no point keeps all limits; one is missed by 1',
    );
    expect(() => minimizeConvex({ curvature: rows([1, 1], [1, 1]), slope, limits: [] }, 'test')).toThrow(
      'has no inverse',
    );
  });
});
