import { power } from '../portable-math';
import { requireBetween, requireKnownKeys, requireOneOf, requirePositive, requireWhole } from '../problem/checks';
import { type Random, seededRandom } from '../seeded-random';
import type { CommonOptions, Minimum, Objective } from './minimum';
import { Progress } from './progress';
import { invertedTimes } from './symmetric-solve';

export interface SpsaOptions extends CommonOptions {
  readonly seed: number;
  /** Defaults to 200. */
  readonly maximumIterations?: number;
  /** a in a_k = a / (A + k + 1)^α; found from the first slopes where left out, so that the first step moves about 0.1. */
  readonly learningRate?: number;
  /** c in c_k = c / (k + 1)^γ. Defaults to 0.1. */
  readonly perturbation?: number;
  /** A; defaults to a tenth of the iterations. */
  readonly stability?: number;
  /** α. Defaults to 0.602. */
  readonly learningDecay?: number;
  /** γ. Defaults to 0.101. */
  readonly perturbationDecay?: number;
  /** `second` also learns the curvature, with two evaluations more. Defaults to `first`. */
  readonly order?: 'first' | 'second';
}

const signs = (random: Random, size: number): Float64Array =>
  Float64Array.from({ length: size }, () => (random.uniform() < 0.5 ? -1 : 1));

const moved = (point: Float64Array, amount: number, along: Float64Array): Float64Array =>
  point.map((one, index) => one + amount * (along[index] as number));

/** The step that makes the first move about 0.1: the mean size of ten slopes from different directions. */
const calibrated = (evaluate: Objective, start: Float64Array, random: Random, c: number, divisor: number): number => {
  let sum = 0;
  for (let trial = 0; trial < 10; trial++) {
    const along = signs(random, start.length);
    sum += Math.abs(evaluate(moved(start, c, along)) - evaluate(moved(start, -c, along))) / (2 * c);
  }
  return sum > 0 ? (0.1 * divisor) / (sum / 10) : divisor;
};

/**
 * Minimises a function by simultaneous perturbation: two evaluations estimate the slope along one random ±1 direction,
 * whatever the dimension; made for objectives that are themselves sampled.
 *
 * - State: one point, and n² numbers for the second order. Cost: two evaluations an iteration, four for the second order.
 *   One seed gives one trace, the same on every platform. The last point is returned, not the lowest: where values are noisy, the
 *   lowest is so by luck.
 *
 * Sources: Spall 1998, "Implementation of the simultaneous perturbation algorithm", section III; Spall 2000, "Adaptive
 * stochastic approximation by the simultaneous perturbation method" (second order).
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} the objective is NaN.
 * @example
 * ```ts
 * import { spsa } from '@sigmax/quantum-sim';
 * const bowl = ([x, y]: Float64Array): number => (x! - 1) ** 2 + (y! + 1) ** 2;
 * const { value } = spsa(bowl, [0, 0], { seed: 7 });
 * value < 1e-3; // => true
 * ```
 */
export const spsa = (objective: Objective, start: ArrayLike<number>, options: SpsaOptions): Minimum => {
  const known = ['seed', 'maximumIterations', 'learningRate', 'perturbation', 'stability', 'learningDecay'];
  requireKnownKeys(options, [...known, 'perturbationDecay', 'order', 'onIteration', 'signal'], 'spsa');
  const limit = requireWhole(options.maximumIterations ?? 200, 'spsa: maximumIterations', 1);
  const c = requirePositive(options.perturbation ?? 0.1, 'spsa: perturbation');
  const stability = requireBetween(options.stability ?? limit / 10, 'spsa: stability', 0, Number.MAX_VALUE);
  const alpha = requirePositive(options.learningDecay ?? 0.602, 'spsa: learningDecay');
  const gamma = requirePositive(options.perturbationDecay ?? 0.101, 'spsa: perturbationDecay');
  const order = requireOneOf(options.order ?? 'first', 'spsa: order', ['first', 'second']);
  const progress = new Progress(start, 'spsa', options);
  const evaluate = progress.watched(objective);
  const random = seededRandom(options.seed);
  const size = start.length;
  let point: Float64Array = Float64Array.from(start);
  evaluate(point);
  const a =
    options.learningRate === undefined
      ? calibrated(evaluate, point, random.split('calibration'), c, power(stability + 1, alpha))
      : requirePositive(options.learningRate, 'spsa: learningRate');
  const curvature = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0));

  for (let k = 0; k < limit; k++) {
    const width = c / power(k + 1, gamma);
    const rate = a / power(stability + k + 1, alpha);
    const along = signs(random, size);
    const [up, down] = [moved(point, width, along), moved(point, -width, along)];
    const [high, low] = [evaluate(up), evaluate(down)];
    const slope = (high - low) / (2 * width);
    let step: Float64Array = along.map((one) => slope * one);
    if (order === 'second') {
      const other = signs(random, size);
      const bent = evaluate(moved(up, width, other)) - high - (evaluate(moved(down, width, other)) - low);
      const bend = bent / (2 * width * width);
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          const seen = (bend * (along[i]! * other[j]! + along[j]! * other[i]!)) / 2;
          curvature[i * size + j] = (curvature[i * size + j]! * (k + 1) + seen) / (k + 2);
        }
      }
      step = invertedTimes(curvature, step);
    }
    point = moved(point, -rate, step);
    if (progress.endIteration()) break;
  }
  // The last point, since the lowest of noisy values is lowest by luck.
  const value = evaluate(point);
  return { ...progress.result(options.signal?.aborted === true ? 'stopped' : 'iteration-limit'), point, value };
};
