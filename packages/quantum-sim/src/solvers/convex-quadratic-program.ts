import { ProblemError, QuantumError } from '../errors';
import { solveLinear } from '../optimizers/solve-linear';

/** normal · x ≥ bound, or with equality. */
export interface LinearLimit {
  readonly normal: Float64Array;
  readonly bound: number;
  readonly isEquality: boolean;
}

export interface ConvexQuadraticProgram {
  /** G, positive definite, one row a variable. */
  readonly curvature: readonly Float64Array[];
  /** a of ½ xᵀGx + aᵀx. */
  readonly slope: Float64Array;
  readonly limits: readonly LinearLimit[];
}

/** The least point, and what each limit that holds it there presses with. */
export interface ConvexMinimum {
  readonly point: Float64Array;
  /** One multiplier a limit; 0 where the limit does not hold it. */
  readonly multipliers: Float64Array;
  readonly steps: number;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
};

/** Columns of G⁻¹, which is made once: programs here are small. */
const inverseOf = (rows: readonly Float64Array[]): Float64Array[] | undefined => {
  const size = rows.length;
  const columns: Float64Array[] = [];
  for (let index = 0; index < size; index++) {
    const unit = new Float64Array(size);
    unit[index] = 1;
    const column = solveLinear(rows, unit);
    if (column === undefined) return undefined;
    columns.push(column);
  }
  return columns;
};

const infeasible = (what: string, excess: number): ProblemError =>
  new ProblemError({
    code: 'INFEASIBLE',
    message: `${what}: no point keeps all limits; one is missed by ${excess.toPrecision(3)}.`,
    remedy: 'Widen a limit.',
    context: { excess },
  });

const mostSteps = 1_000;

/**
 * Minimises ½ xᵀGx + aᵀx under linear limits, by a dual active-set method: it starts at the least point without limits and takes
 * in one that is missed at a time, letting go of those that no longer press.
 *
 * - Shapes: n variables, m limits. State: none. Cost: O(n³ + m n) a step, at most about 2 m steps in practice; meant for n below 100.
 *
 * Source: Goldfarb and Idnani 1983, "A numerically stable dual method for solving strictly convex quadratic programs", algorithm of
 * section 3.
 *
 * @throws {ProblemError} `INFEASIBLE` no point keeps all limits, `NOT_CONVEX` the curvature has no inverse.
 */
export const minimizeConvex = (program: ConvexQuadraticProgram, what: string): ConvexMinimum => {
  const { curvature, slope, limits } = program;
  const size = slope.length;
  const inverse = inverseOf(curvature);
  if (inverse === undefined) {
    throw new ProblemError({
      code: 'NOT_CONVEX',
      message: `${what}: the curvature of ${size} variables has no inverse.`,
      remedy: 'Pass a positive definite one.',
    });
  }
  const solve = (vector: ArrayLike<number>): Float64Array => {
    const out = new Float64Array(size);
    for (let column = 0; column < size; column++) {
      for (let row = 0; row < size; row++) out[row]! += inverse[column]![row]! * vector[column]!;
    }
    return out;
  };
  const point = solve(slope).map((one) => -one);
  const active: number[] = [];
  const signs: number[] = [];
  const pressures: number[] = [];
  const normalOf = (place: number): Float64Array => limits[active[place]!]!.normal.map((one) => one * signs[place]!);
  let steps = 0;

  /** Takes limit `index` in; its pressure grows from 0. */
  const take = (index: number, sign: number): void => {
    const { bound, normal: given } = limits[index]!;
    const normal = given.map((one) => one * sign);
    let pressure = 0;
    for (;;) {
      steps += 1;
      if (steps > mostSteps) {
        throw new QuantumError({
          code: 'NO_CONVERGENCE',
          message: `${what}: ${mostSteps} steps were not enough for ${size} variables and ${limits.length} limits.`,
          remedy: 'Scale the variables to like sizes.',
        });
      }
      const missed = sign * bound - dot(normal, point);
      // The direction that leaves all active limits as they are, and how their pressures change along it.
      const normals = active.map((_, place) => normalOf(place));
      const bent = solve(normal);
      const curved = normals.map(solve);
      const gram = normals.map((row) => Float64Array.from(curved, (column) => dot(row, column)));
      const released =
        active.length === 0
          ? new Float64Array(0)
          : solveLinear(
              gram,
              Float64Array.from(normals, (row) => dot(row, bent)),
            );
      const change = released ?? new Float64Array(active.length);
      const direction = bent.slice();
      curved.forEach((column, place) => {
        for (let row = 0; row < size; row++) direction[row]! -= change[place]! * column[row]!;
      });
      const gain = dot(direction, normal);
      const isDependent = !(gain > 1e-12 * dot(bent, normal));
      let blocking = -1;
      let dualStep = Number.POSITIVE_INFINITY;
      active.forEach((limit, place) => {
        if (limits[limit]!.isEquality || !(change[place]! > 1e-14)) return;
        const reach = pressures[place]! / change[place]!;
        if (reach < dualStep) {
          dualStep = reach;
          blocking = place;
        }
      });
      const primalStep = isDependent ? Number.POSITIVE_INFINITY : missed / gain;
      const step = Math.min(dualStep, primalStep);
      if (step === Number.POSITIVE_INFINITY) throw infeasible(what, missed);
      change.forEach((one, place) => {
        pressures[place]! -= step * one;
      });
      pressure += step;
      if (!isDependent) for (let row = 0; row < size; row++) point[row]! += step * direction[row]!;
      if (primalStep <= dualStep) {
        active.push(index);
        signs.push(sign);
        pressures.push(pressure);
        return;
      }
      active.splice(blocking, 1);
      signs.splice(blocking, 1);
      pressures.splice(blocking, 1);
    }
  };

  const scaleOf = ({ normal, bound }: LinearLimit): number =>
    Math.max(
      Math.abs(bound),
      normal.reduce((most, one, row) => Math.max(most, Math.abs(one * point[row]!)), 0),
      1e-3,
    );

  limits.forEach((limit, index) => {
    if (!limit.isEquality) return;
    const missed = limit.bound - dot(limit.normal, point);
    if (Math.abs(missed) > 1e-13 * scaleOf(limit)) take(index, missed > 0 ? 1 : -1);
    else if (active.length < size) take(index, 1);
  });
  for (;;) {
    let worst = -1;
    let most = 0;
    limits.forEach((limit, index) => {
      if (limit.isEquality || active.includes(index)) return;
      const missed = (limit.bound - dot(limit.normal, point)) / scaleOf(limit);
      if (missed > Math.max(most, 1e-12)) {
        worst = index;
        most = missed;
      }
    });
    if (worst === -1) break;
    take(worst, 1);
  }
  const multipliers = new Float64Array(limits.length);
  active.forEach((limit, place) => {
    multipliers[limit] = signs[place]! * pressures[place]!;
  });
  return { point, multipliers, steps };
};
