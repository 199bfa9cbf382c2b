import { exactQubo } from '../solvers/exact-qubo';
import { simulatedAnnealing } from '../solvers/simulated-annealing';
import { rangeOf } from './converted-program';
import { equalitiesToPenalties } from './equalities-to-penalties';
import { programViolations, type QuadraticProgram } from './quadratic-program';
import type { Qubo } from './qubo';
import { wholeScale } from './whole-scale';

/** Above this many binaries the minimiser is annealed. */
const exactVariables = 16;

/** The most that one flip can change the objective. */
const largestFlip = ({ linear, couplings }: Qubo): number => {
  const size = linear.length;
  let most = 0;
  for (let i = 0; i < size; i++) {
    let high = linear[i]!;
    let low = linear[i]!;
    for (let j = 0; j < size; j++) {
      high += Math.max(0, couplings[i * size + j]!);
      low += Math.min(0, couplings[i * size + j]!);
    }
    most = Math.max(most, high, -low);
  }
  return most;
};

/** A bound on how far the objective's greatest value can be above its least. */
const widestRange = ({ linear, couplings }: Qubo): number => {
  let sum = 0;
  for (const one of linear) sum += Math.abs(one);
  for (const one of couplings) sum += Math.abs(one) / 2;
  return sum;
};

/**
 * Penalties with which no infeasible assignment can be optimal, by bounds alone.
 *
 * A single constraint with coefficients of one size a, which steps of a can reach: one flip brings an assignment nearer, so
 * largest flip / a² is enough. Otherwise: range of the objective / (least possible miss)².
 */
export const sufficientPenalties = (program: QuadraticProgram): number[] => {
  const { constraints, variables } = program;
  const objective = equalitiesToPenalties(
    program,
    constraints.map(() => 0),
  );
  const above = (bound: number) => (bound > 0 ? bound * (1 + 1e-6) : 1);
  return constraints.map(({ coefficients, bound }) => {
    const used = Array.from(coefficients, Math.abs).filter((one) => one !== 0);
    const [first = 1] = used;
    const [low, high] = rangeOf(coefficients, variables);
    const isUnit =
      used.every((one) => one === first) && Number.isInteger(bound / first) && low <= bound && bound <= high;
    if (constraints.length === 1 && isUnit) return above(largestFlip(objective) / (first * first));
    const scale = wholeScale([...used, bound]);
    // Without a common step any miss may be as small as rounding allows; a millionth of the largest term is taken.
    const step = scale === undefined ? 1e-6 * used.reduce((most, one) => Math.max(most, one), first) : 1 / scale;
    return above(widestRange(objective) / (step * step));
  });
};

/**
 * Penalties that are just large enough: from the sufficient ones, each is halved and bisected down in turn, to one part in 64,
 * while the minimiser of the QUBO stays feasible. Up to 16 binaries the minimiser is exact, above it is annealed.
 */
export const tightPenalties = (program: QuadraticProgram, seed: number): number[] => {
  const penalties = sufficientPenalties(program);
  const size = program.variables.length;
  const isSafe = (): boolean => {
    const qubo = equalitiesToPenalties(program, penalties);
    const { bits } =
      size <= exactVariables ? exactQubo(qubo) : simulatedAnnealing(qubo, { seed, reads: 20, sweeps: 200 });
    return Object.keys(programViolations(program, bits)).length === 0;
  };
  // Where even the sufficient ones fail, nothing is feasible, or annealing did not find it: they stay.
  if (!isSafe()) return penalties;
  for (let index = 0; index < penalties.length; index++) {
    let high = penalties[index] as number;
    let low = 0;
    for (let step = 0; step < 60 && high - low > high / 64; step++) {
      const middle = low === 0 ? high / 2 : (low + high) / 2;
      penalties[index] = middle;
      if (isSafe()) high = middle;
      else low = middle;
    }
    penalties[index] = high;
  }
  return penalties;
};
