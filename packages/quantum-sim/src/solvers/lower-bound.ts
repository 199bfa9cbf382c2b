import { jacobiEigen } from '../optimizers/jacobi-eigen';
import type { Qubo } from '../problem/qubo';

/** A group of free variables of which `choose` more are to be 1. */
export interface OpenSector {
  readonly members: readonly number[];
  readonly choose: number;
}

/** Scratch that a bound reuses. */
const smallest = (values: number[], count: number): number => {
  values.sort((a, b) => a - b);
  let sum = 0;
  for (let index = 0; index < count; index++) sum += values[index] as number;
  return sum;
};

/**
 * A lower bound on what the free variables add, by pairs: each chosen variable pays its field and half of its cheapest partners.
 *
 * Source: the Gilmore–Lawler idea, Gilmore 1962 and Lawler 1963. Cost: O(f² log f) for f free variables.
 */
export const pairBound = (qubo: Qubo, fields: Float64Array, sectors: readonly OpenSector[]): number => {
  const size = fields.length;
  let bound = 0;
  for (const own of sectors) {
    const shares = own.members.map((i) => {
      let partners = 0;
      for (const other of sectors) {
        const costs = other.members.filter((j) => j !== i).map((j) => qubo.couplings[i * size + j] as number);
        partners += smallest(costs, other === own ? own.choose - 1 : other.choose);
      }
      return (fields[i] as number) + partners / 2;
    });
    bound += own.choose > 0 ? smallest(shares, own.choose) : 0;
  }
  return bound;
};

/** Diagonal amounts that make the couplings of some variables positive semidefinite; x² = x lets them be taken off the fields. */
export interface Convexity {
  readonly variables: readonly number[];
  readonly diagonal: Float64Array;
}

/**
 * The diagonal d_i = c r_i, r_i the length of row i and c as small as makes Q + diag(d) positive semidefinite: c is minus the least
 * eigenvalue of R^−½ Q R^−½. Cost: O(f³) a sweep, once for each set of variables.
 */
export const convexityOf = (qubo: Qubo, variables: readonly number[]): Convexity => {
  const size = qubo.linear.length;
  const count = variables.length;
  const roots = Float64Array.from(variables, (i) => {
    let square = 0;
    for (const j of variables) {
      const coupling = qubo.couplings[i * size + j] as number;
      square += coupling * coupling;
    }
    return Math.sqrt(Math.sqrt(square)) || 1;
  });
  const matrix = new Float64Array(count * count);
  variables.forEach((i, row) => {
    variables.forEach((j, column) => {
      matrix[row * count + column] = (qubo.couplings[i * size + j] as number) / (roots[row]! * roots[column]!);
    });
  });
  let least = 0;
  for (const value of jacobiEigen(matrix, count).values) least = Math.min(least, value);
  // A little more than the eigenvalue, so that its own rounding cannot make the form bend down.
  const share = -least * (1 + 1e-9) + 1e-12;
  return { variables, diagonal: roots.map((root) => share * root * root) };
};

const rounds = 40;

/**
 * A lower bound by the relaxation to 0 ≤ x ≤ 1: f is convex there once the diagonal is added, so f(y) + min_x ∇f(y) · (x − y) is
 * below every feasible value, for any y. Conditional-gradient steps find a y where it is high.
 *
 * Source: Frank and Wolfe 1956, "An algorithm for quadratic programming". Cost: O(f²) a round, 40 rounds at most.
 */
export const convexBound = (
  qubo: Qubo,
  fields: Float64Array,
  sectors: readonly OpenSector[],
  { variables, diagonal }: Convexity,
  target: number,
): number => {
  const size = fields.length;
  const count = variables.length;
  const place = new Map(variables.map((variable, index) => [variable, index]));
  const groups = sectors.map(({ members, choose }) => ({
    members: members.map((member) => place.get(member) as number),
    choose,
  }));
  const linear = Float64Array.from(variables, (i, index) => (fields[i] as number) - diagonal[index]! / 2);
  const times = (x: Float64Array): Float64Array => {
    const out = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      const base = (variables[row] as number) * size;
      let sum = diagonal[row]! * x[row]!;
      for (let column = 0; column < count; column++) sum += qubo.couplings[base + variables[column]!]! * x[column]!;
      out[row] = sum;
    }
    return out;
  };

  const y = new Float64Array(count);
  for (const { members, choose } of groups) for (const member of members) y[member] = choose / members.length;
  let curved = times(y);
  let bound = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    let value = 0;
    const gradient = linear.map((one, index) => one + curved[index]!);
    for (let index = 0; index < count; index++) value += y[index]! * (linear[index]! + curved[index]! / 2);
    const corner = new Float64Array(count);
    for (const { members, choose } of groups) {
      const order = [...members].sort((a, b) => gradient[a]! - gradient[b]!);
      for (let index = 0; index < choose; index++) corner[order[index] as number] = 1;
    }
    let slope = 0;
    for (let index = 0; index < count; index++) slope += gradient[index]! * (corner[index]! - y[index]!);
    bound = Math.max(bound, value + slope);
    if (bound >= target || slope > -1e-12 * (1 + Math.abs(value))) break;
    const bent = times(corner);
    let curvature = 0;
    for (let index = 0; index < count; index++) {
      curvature += (corner[index]! - y[index]!) * (bent[index]! - curved[index]!);
    }
    const step = curvature > 0 ? Math.min(1, -slope / curvature) : 1;
    for (let index = 0; index < count; index++) y[index]! += step * (corner[index]! - y[index]!);
    curved = curved.map((one, index) => one + step * (bent[index]! - one));
  }
  return bound;
};
