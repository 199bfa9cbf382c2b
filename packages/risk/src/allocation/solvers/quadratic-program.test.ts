import { seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { dot, identity, multiply } from '../algebra/dense';
import { failureOf } from '../made-up.test-helper';
import type { Constraint } from './constraint';
import { kktResiduals } from './kkt-residuals';
import { objectiveOf, type QuadraticProgram, solveQuadraticProgram } from './quadratic-program';

const row = (name: string, coefficients: number[], bound: number, isEquality = false): Constraint => ({
  name,
  coefficients: Float64Array.from(coefficients),
  bound,
  isEquality,
});

/** A covariance of some periods, singular when they are few, with a budget, bounds and up to three sums. */
const randomProgram = (seed: number, size: number, periods: number, isFlat: boolean): QuadraticProgram => {
  const random = seededRandom(seed);
  const returns = Array.from({ length: periods }, () =>
    Float64Array.from({ length: size }, () => random.normal() * 0.03),
  );
  const quadratic = Float64Array.from(
    { length: size * size },
    (_, place) => returns.reduce((sum, one) => sum + one[Math.floor(place / size)]! * one[place % size]!, 0) / periods,
  );
  const most = 1 / size + (random.uniform() - 0.1) * 0.5;
  const unit = (place: number, value: number) => Array.from({ length: size }, (_, k) => (k === place ? value : 0));
  const constraints = [row('budget', new Array(size).fill(1), 1, true)];
  for (let place = 0; place < size; place++) {
    constraints.push(row(`minimum ${place}`, unit(place, 1), 0), row(`maximum ${place}`, unit(place, -1), -most));
  }
  for (let count = random.integer(4); count > 0; count--) {
    const sign = random.integer(2) === 0 ? 1 : -1;
    const members = Array.from({ length: size }, () => sign * random.integer(2));
    if (members.some((one) => one !== 0)) constraints.push(row(`sum ${count}`, members, sign * random.uniform() * 0.8));
  }
  const linear = Float64Array.from({ length: size }, () => (isFlat ? 0 : random.normal() * 0.002));
  return { size, quadratic, linear, constraints };
};

const programs = fc
  .tuple(fc.integer(), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }), fc.boolean())
  .map((fields) => randomProgram(...fields));

/** A point that keeps every constraint, near a random one, by projecting on what it breaks most; `undefined` if that fails. */
const feasiblePoint = ({ size, constraints }: QuadraticProgram, seed: number): Float64Array | undefined => {
  const random = seededRandom(seed);
  const point = Float64Array.from({ length: size }, () => random.uniform());
  for (let count = 0; count < 2_000; count++) {
    let isDone = true;
    for (const { coefficients, bound, isEquality } of constraints) {
      const miss = bound - dot(coefficients, point);
      if (isEquality ? Math.abs(miss) <= 1e-10 : miss <= 1e-10) continue;
      isDone = false;
      const step = miss / dot(coefficients, coefficients);
      for (let k = 0; k < size; k++) point[k] = point[k]! + step * coefficients[k]!;
    }
    if (isDone) return point;
  }
  return undefined;
};

describe('solveQuadraticProgram', () => {
  it('solves the example of Goldfarb and Idnani', () => {
    // min 2x² + 2y² − 2xy + 6x under x ≥ 0, y ≥ 0, x + y ≥ 2: (0.5, 1.5), as in their paper.
    const program = {
      size: 2,
      quadratic: Float64Array.of(4, -2, -2, 4),
      linear: Float64Array.of(6, 0),
      constraints: [row('x', [1, 0], 0), row('y', [0, 1], 0), row('sum', [1, 1], 2)],
    };
    const { point, multipliers } = solveQuadraticProgram(program, 'test');
    expect([...point].map((value) => value.toFixed(12))).toEqual(['0.500000000000', '1.500000000000']);
    expect([...multipliers].map((value) => value.toFixed(9))).toEqual(['0.000000000', '0.000000000', '5.000000000']);
  });

  it('meets the conditions of optimality to 1e-8, or names limits without a common point', () => {
    fc.assert(
      fc.property(programs, fc.integer(), (program, seed) => {
        const point = feasiblePoint(program, seed);
        const failure = failureOf(() => solveQuadraticProgram(program, 'test'));
        if (failure.code === 'LIMITS_CONTRADICT') {
          expect(point).toBeUndefined();
          return;
        }
        const solution = solveQuadraticProgram(program, 'test');
        for (const residual of Object.values(kktResiduals(program, solution.point, solution.multipliers))) {
          expect(residual).toBeLessThanOrEqual(1e-8);
        }
        if (point === undefined) return;
        // The other point misses each bound by up to 1e-10, which is worth as much as the multiplier says.
        const worth = solution.multipliers.reduce((sum, one) => sum + Math.abs(one), 0) * 1e-10;
        const best = objectiveOf(program, solution.point);
        expect(best).toBeLessThanOrEqual(objectiveOf(program, point) + worth + 1e-12);
      }),
      profile(150, 20_000),
    );
  });

  it('names a contradiction that is one: without one of its members the others hold', () => {
    let seen = 0;
    fc.assert(
      fc.property(programs, (program) => {
        const failure = failureOf(() => solveQuadraticProgram(program, 'test'));
        if (failure.code !== 'LIMITS_CONTRADICT') return;
        seen++;
        const named = program.constraints.filter(({ name }) =>
          failure.message.split(/: |; |\. /).some((part) => part === name),
        );
        expect(failureOf(() => solveQuadraticProgram({ ...program, constraints: named }, 'test')).code).toBe(
          'LIMITS_CONTRADICT',
        );
        // With a bowl as objective, so that nothing runs off without the limit that is left out.
        const bowl = { ...program, quadratic: identity(program.size), linear: new Float64Array(program.size) };
        for (const left of named) {
          const others = named.filter((one) => one !== left);
          expect(failureOf(() => solveQuadraticProgram({ ...bowl, constraints: others }, 'test')).code).toBe('none');
        }
      }),
      profile(100, 5_000),
    );
    expect(seen).toBeGreaterThan(3);
  });

  it('takes equalities that say the same twice, and refuses two that differ', () => {
    const program = (bound: number): QuadraticProgram => ({
      size: 2,
      quadratic: Float64Array.of(1, 0, 0, 1),
      linear: new Float64Array(2),
      constraints: [row('one', [1, 1], 1, true), row('again', [2, 2], bound, true)],
    });
    expect([...solveQuadraticProgram(program(2), 'test').point]).toEqual([0.5, 0.5]);
    expect(failureOf(() => solveQuadraticProgram(program(3), 'test')).message).toContain('one; again');
  });

  it('has the same answer in other units', () => {
    const program = randomProgram(4, 6, 30, false);
    const scaled = {
      ...program,
      quadratic: program.quadratic.map((value) => value * 1e6),
      linear: program.linear.map((value) => value * 1e6),
    };
    const [a, b] = [solveQuadraticProgram(program, 'test'), solveQuadraticProgram(scaled, 'test')];
    for (const [place, value] of a.point.entries()) expect(b.point[place]).toBeCloseTo(value, 10);
    expect(multiply(program.quadratic, a.point)).toHaveLength(6);
  });
});
