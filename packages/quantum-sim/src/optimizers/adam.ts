import { requireBetween, requireKnownKeys, requirePositive, requireWhole } from '../problem/checks';
import type { CommonOptions, Minimum, ObjectiveWithGradient } from './minimum';
import { Progress } from './progress';
import { largest } from './vectors';

export interface AdamOptions extends CommonOptions {
  /** Defaults to 0.05. */
  readonly learningRate?: number;
  /** How much of the mean gradient stays. Defaults to 0.9. */
  readonly firstDecay?: number;
  /** How much of the mean squared gradient stays. Defaults to 0.999. */
  readonly secondDecay?: number;
  /** Defaults to 500. */
  readonly maximumIterations?: number;
  /** Converged when no part of the gradient is larger. Defaults to 1e-6. */
  readonly gradientTolerance?: number;
}

/**
 * Minimises a function by Adam: steps along the mean gradient, scaled by the root of the mean square of each part.
 *
 * - State: two vectors. Cost: one gradient an iteration. Deterministic: +, −, ×, ÷ and √ alone.
 *
 * Source: Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1, with its 10⁻⁸.
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} the objective is NaN.
 * @example
 * ```ts
 * import { adam } from '@sigmax/quantum-sim';
 * const bowl = ([x]: Float64Array, gradient: Float64Array): number => {
 *   gradient[0] = 2 * (x! - 3);
 *   return (x! - 3) ** 2;
 * };
 * adam(bowl, [0], { maximumIterations: 2000 }).point[0]?.toFixed(4); // => '3.0000'
 * ```
 */
export const adam = (
  objective: ObjectiveWithGradient,
  start: ArrayLike<number>,
  options: AdamOptions = {},
): Minimum => {
  const known = ['learningRate', 'firstDecay', 'secondDecay', 'maximumIterations', 'gradientTolerance'];
  requireKnownKeys(options, [...known, 'onIteration', 'signal'], 'adam');
  const rate = requirePositive(options.learningRate ?? 0.05, 'adam: learningRate');
  const firstDecay = requireBetween(options.firstDecay ?? 0.9, 'adam: firstDecay', 0, 0.999999);
  const secondDecay = requireBetween(options.secondDecay ?? 0.999, 'adam: secondDecay', 0, 0.999999);
  const limit = requireWhole(options.maximumIterations ?? 500, 'adam: maximumIterations', 1);
  const tolerance = requirePositive(options.gradientTolerance ?? 1e-6, 'adam: gradientTolerance');
  const progress = new Progress(start, 'adam', options);
  const point = Float64Array.from(start);
  const gradient = new Float64Array(point.length);
  const mean = new Float64Array(point.length);
  const square = new Float64Array(point.length);
  let firstShare = 1;
  let secondShare = 1;
  for (;;) {
    progress.saw(point, objective(point, gradient));
    if (progress.endIteration()) return progress.result('stopped');
    if (largest(gradient) <= tolerance) return progress.result('converged');
    if (progress.iterations >= limit) return progress.result('iteration-limit');
    firstShare *= firstDecay;
    secondShare *= secondDecay;
    gradient.forEach((slope, index) => {
      mean[index] = firstDecay * mean[index]! + (1 - firstDecay) * slope;
      square[index] = secondDecay * square[index]! + (1 - secondDecay) * slope * slope;
      const root = Math.sqrt(square[index]! / (1 - secondShare));
      point[index]! -= (rate * (mean[index]! / (1 - firstShare))) / (root + 1e-8);
    });
  }
};
