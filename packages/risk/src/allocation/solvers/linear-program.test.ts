import { seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { dot } from '../algebra/dense';
import { type Column, type LinearProgram, solveLinearProgram } from './linear-program';

const column = (cost: number, upper: number, ...coefficients: number[]): Column => ({
  cost,
  upper,
  coefficients: Float64Array.from(coefficients),
});

/** Small whole numbers meet in ties and make circles likely. */
const randomProgram = (seed: number, rows: number, count: number): LinearProgram => {
  const random = seededRandom(seed);
  const columns = Array.from({ length: count }, () =>
    column(
      random.integer(11) - 4,
      random.integer(3) === 0 ? Infinity : random.integer(4),
      ...Array.from({ length: rows }, () => random.integer(5) - 2),
    ),
  );
  return { bounds: Float64Array.from({ length: rows }, () => random.integer(5) - 1), columns };
};

describe('solveLinearProgram', () => {
  it('solves a known program', () => {
    // max 3x + 5y under x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 (Hillier and Lieberman): x = 2, y = 6, multipliers 0, 3/2, 1.
    const slack = (place: number) => column(0, Infinity, ...[0, 1, 2].map((row) => Number(row === place)));
    const columns = [column(-3, Infinity, 1, 0, 3), column(-5, Infinity, 0, 2, 2), slack(0), slack(1), slack(2)];
    const solution = solveLinearProgram({ bounds: Float64Array.of(4, 12, 18), columns });
    expect(solution).toMatchObject({ type: 'optimal', objective: -36 });
    if (solution.type !== 'optimal') return;
    expect([...solution.values.slice(0, 2)]).toEqual([2, 6]);
    expect([...solution.multipliers].map((value) => value + 0)).toEqual([0, -1.5, -1]);
  });

  it('solves the program on which the simplex method runs in a circle (Beale 1955)', () => {
    const columns = [
      column(-0.75, Infinity, 0.25, 0.5, 0),
      column(150, Infinity, -60, -90, 0),
      column(-0.02, Infinity, -0.04, -0.02, 1),
      column(6, Infinity, 9, 3, 0),
      column(0, Infinity, 1, 0, 0),
      column(0, Infinity, 0, 1, 0),
      column(0, Infinity, 0, 0, 1),
    ];
    const solution = solveLinearProgram({ bounds: Float64Array.of(0, 0, 1), columns });
    expect(solution.type === 'optimal' && solution.objective).toBeCloseTo(-0.05, 12);
  });

  it('knows what has no solution and what has no end', () => {
    expect(solveLinearProgram({ bounds: Float64Array.of(2), columns: [column(0, 1, 1)] }).type).toBe('infeasible');
    expect(solveLinearProgram({ bounds: Float64Array.of(-1), columns: [column(0, Infinity, 1)] }).type).toBe(
      'infeasible',
    );
    const free = [column(-1, Infinity, 1), column(0, Infinity, -1)];
    expect(solveLinearProgram({ bounds: Float64Array.of(1), columns: free }).type).toBe('unbounded');
    expect(solveLinearProgram({ bounds: Float64Array.of(0), columns: [column(-1, 3, 0)] })).toMatchObject({
      objective: -3,
    });
  });

  it('proves its answer by that of the dual', () => {
    const seen = { optimal: 0, infeasible: 0, unbounded: 0, undecided: 0 };
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 14 }),
        (seed, rows, count) => {
          const program = randomProgram(seed, rows, count);
          const solution = solveLinearProgram(program);
          seen[solution.type]++;
          if (solution.type !== 'optimal') return;
          const { values, multipliers, objective } = solution;
          for (let row = 0; row < rows; row++) {
            const sum = program.columns.reduce(
              (total, { coefficients }, place) => total + coefficients[row]! * values[place]!,
              0,
            );
            expect(sum).toBeCloseTo(program.bounds[row]!, 9);
          }
          // Weak duality: π b + Σ min(0, reduced cost) · upper is at most the objective of any solution, and here it is this one's.
          let dual = dot(multipliers, program.bounds);
          for (const [place, { cost, upper, coefficients }] of program.columns.entries()) {
            expect(values[place]).toBeGreaterThanOrEqual(-1e-9);
            expect(values[place]).toBeLessThanOrEqual(upper + 1e-9);
            const reduced = cost - dot(multipliers, coefficients);
            if (upper === Infinity) expect(reduced).toBeGreaterThanOrEqual(-1e-9);
            else dual += Math.min(0, reduced) * upper;
          }
          expect(dual).toBeCloseTo(objective, 8);
        },
      ),
      profile(300, 30_000),
    );
    expect(seen.undecided).toBe(0);
    expect(seen.optimal).toBeGreaterThan(50);
    expect(seen.infeasible).toBeGreaterThan(10);
  });
});
