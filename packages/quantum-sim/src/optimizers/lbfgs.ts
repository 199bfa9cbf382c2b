import { requireKnownKeys, requirePositive, requireWhole } from '../problem/checks';
import type { CommonOptions, Minimum, ObjectiveWithGradient } from './minimum';
import { Progress } from './progress';
import { strongWolfeStep } from './strong-wolfe';
import { dot, largest, length, plus } from './vectors';

export interface LbfgsOptions extends CommonOptions {
  /** How many steps the curvature is learned from. Defaults to 10. */
  readonly memory?: number;
  readonly maximumIterations?: number;
  /** Converged when no part of the gradient is larger. Defaults to 1e-8. */
  readonly gradientTolerance?: number;
  /** Converged when an iteration lowers the value by less than this share of it. Defaults to 1e-12. */
  readonly valueTolerance?: number;
}

interface Correction {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly inverse: number;
}

/** −H g by the two-loop recursion. */
const direction = (gradient: Float64Array, corrections: readonly Correction[]): Float64Array => {
  let q: Float64Array = gradient.slice();
  const shares: number[] = [];
  for (let index = corrections.length - 1; index >= 0; index--) {
    const { step, change, inverse } = corrections[index] as Correction;
    const share = inverse * dot(step, q);
    shares[index] = share;
    q = plus(q, change, -share);
  }
  const newest = corrections.at(-1);
  if (newest !== undefined) {
    const scale = 1 / (newest.inverse * dot(newest.change, newest.change));
    q = q.map((one) => one * scale);
  }
  corrections.forEach(({ step, change, inverse }, index) => {
    q = plus(q, step, (shares[index] as number) - inverse * dot(change, q));
  });
  return q.map((one) => -one);
};

/**
 * Minimises a smooth function by limited-memory BFGS with a strong Wolfe line search.
 *
 * - State: `memory` pairs of vectors. Cost: about 1.2 gradients an iteration. Deterministic: +, −, ×, ÷ and √ alone.
 *
 * Source: Nocedal and Wright 2006, Numerical Optimization, algorithms 7.4 and 7.5.
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} the objective is NaN.
 * @example
 * ```ts
 * import { lbfgs } from '@sigmax/quantum-sim';
 * const bowl = ([x, y]: Float64Array, gradient: Float64Array): number => {
 *   gradient[0] = 2 * (x! - 3);
 *   gradient[1] = 8 * (y! + 1);
 *   return (x! - 3) ** 2 + 4 * (y! + 1) ** 2;
 * };
 * const { point, reason } = lbfgs(bowl, [0, 0]);
 * Array.from(point, (one) => one.toFixed(6)); // => ['3.000000', '-1.000000']
 * reason; // => 'converged'
 * ```
 */
export const lbfgs = (
  objective: ObjectiveWithGradient,
  start: ArrayLike<number>,
  options: LbfgsOptions = {},
): Minimum => {
  const known = ['memory', 'maximumIterations', 'gradientTolerance', 'valueTolerance', 'onIteration', 'signal'];
  requireKnownKeys(options, known, 'lbfgs');
  const memory = requireWhole(options.memory ?? 10, 'lbfgs: memory', 1);
  const limit = requireWhole(options.maximumIterations ?? 200, 'lbfgs: maximumIterations', 1);
  const gradientTolerance = requirePositive(options.gradientTolerance ?? 1e-8, 'lbfgs: gradientTolerance');
  const valueTolerance = requirePositive(options.valueTolerance ?? 1e-12, 'lbfgs: valueTolerance');
  const progress = new Progress(start, 'lbfgs', options);

  let point: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(point.length);
  let value = progress.saw(point, objective(point, gradient));
  let corrections: Correction[] = [];
  while (largest(gradient) > gradientTolerance) {
    let toward = direction(gradient, corrections);
    let slope = dot(gradient, toward);
    if (!(slope < 0)) {
      corrections = [];
      toward = gradient.map((one) => -one);
      slope = dot(gradient, toward);
    }
    const tried = { point, gradient };
    const firstStep = corrections.length === 0 ? Math.min(1, 1 / length(gradient)) : 1;
    const found = strongWolfeStep({ step: 0, value, slope }, firstStep, (step) => {
      tried.point = plus(point, toward, step);
      tried.gradient = new Float64Array(point.length);
      const there = progress.saw(tried.point, objective(tried.point, tried.gradient));
      return { step, value: there, slope: dot(tried.gradient, toward) };
    });
    if (found === undefined) {
      if (corrections.length === 0) return progress.result('no-progress');
      corrections = [];
      continue;
    }
    const next = plus(point, toward, found.step);
    // The zoom may hand back a step that was not tried last.
    const isLast = next.every((one, index) => one === tried.point[index]);
    const nextGradient = isLast ? tried.gradient : new Float64Array(point.length);
    if (!isLast) progress.saw(next, objective(next, nextGradient));
    const step = plus(next, point, -1);
    const change = plus(nextGradient, gradient, -1);
    const bend = dot(step, change);
    if (bend > 1e-14 * dot(change, change)) {
      corrections = [...corrections, { step, change, inverse: 1 / bend }].slice(-memory);
    }
    const gain = value - found.value;
    point = next;
    gradient = nextGradient;
    value = found.value;
    if (progress.endIteration()) return progress.result('stopped');
    if (gain <= valueTolerance * Math.max(1, Math.abs(value))) return progress.result('converged');
    if (progress.iterations >= limit) return progress.result('iteration-limit');
  }
  return progress.result('converged');
};
