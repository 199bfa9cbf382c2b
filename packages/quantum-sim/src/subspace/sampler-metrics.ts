import { ProblemError } from '../errors';
import { naturalLogarithm } from '../portable-math';
import { requireBetween } from '../problem/checks';
import { objectiveFunction } from './objective';

/** How good a sampler of feasible states is; every figure is over the feasible states alone. */
export interface SamplerMetrics {
  /** Mean cost of what is feasible. */
  readonly expectation: number;
  /** (worst − mean) / (worst − best) over the feasible states: 1 is the optimum, about 0.5 is guessing. */
  readonly approximationRatio: number;
  /** Probability of a state of the lowest cost. */
  readonly optimumProbability: number;
  readonly feasibleProbability: number;
  /** P(optimum) · feasible states / optimal states: 1 is guessing. */
  readonly lift: number;
  /** Shots after which the optimum was seen with 99 % probability; `undefined` when it never is. */
  readonly shotsFor99: number | undefined;
  /** Mean cost of the best `alpha` of what is feasible. */
  readonly conditionalValueAtRisk: number;
}

export interface SamplerMetricsOptions {
  /** The cost of each feasible state. */
  readonly costs: Float64Array;
  /** The probability of each feasible state; they add up to the probability of being feasible. */
  readonly probabilities: Float64Array;
  /** Part of the probability that the conditional value at risk looks at. Defaults to 0.1. */
  readonly alpha?: number;
}

/** Costs nearer than this share of the range count as equal. */
const equalShare = 1e-12;

/** ⌈ln 0.01 / ln (1 − p)⌉. */
const shotsFor = (probability: number): number | undefined => {
  if (!(probability > 0)) return undefined;
  if (probability >= 0.99) return 1;
  // ln (1 − p) loses its digits for small p, where −p (1 + p / 2) has them.
  const logarithm = probability < 1e-6 ? -probability * (1 + probability / 2) : naturalLogarithm(1 - probability);
  return Math.ceil(-4.605170185988091 / logarithm);
};

/**
 * The metrics of a distribution over feasible states.
 *
 * - Cost: O(D log D).
 *
 * @throws {ProblemError} the arrays differ in length, are empty, or nothing is feasible.
 * @throws {QuantumOptionsError} `alpha` is not in (0, 1].
 * @example
 * ```ts
 * import { samplerMetrics } from '@sigmax/quantum-sim';
 * const costs = Float64Array.of(1, 2, 3, 4);
 * const metrics = samplerMetrics({ costs, probabilities: Float64Array.of(0.5, 0.5, 0, 0) });
 * metrics.lift; // => 2
 * metrics.shotsFor99; // => 7
 * metrics.approximationRatio.toFixed(4); // => '0.8333'
 * ```
 */
export const samplerMetrics = ({ costs, probabilities, alpha = 0.1 }: SamplerMetricsOptions): SamplerMetrics => {
  requireBetween(alpha, 'samplerMetrics: alpha', Number.MIN_VALUE, 1);
  const feasible = probabilities.reduce((sum, one) => sum + one, 0);
  if (costs.length === 0 || costs.length !== probabilities.length || !(feasible > 0)) {
    throw new ProblemError({
      code: 'NOTHING_TO_MEASURE',
      message: `samplerMetrics: ${costs.length} costs, ${probabilities.length} probabilities that add up to ${feasible}.`,
      remedy: 'Pass one probability for each feasible state, with a sum above 0.',
    });
  }
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const cost of costs) {
    minimum = Math.min(minimum, cost);
    maximum = Math.max(maximum, cost);
  }
  const edge = minimum + equalShare * (maximum - minimum);
  let optimal = 0;
  let optimumProbability = 0;
  for (let x = 0; x < costs.length; x++) {
    if (costs[x]! > edge) continue;
    optimal += 1;
    optimumProbability += probabilities[x]!;
  }
  const conditional = probabilities.map((one) => one / feasible);
  const expectation = objectiveFunction(costs, { kind: 'expectation' })(conditional);
  return {
    expectation,
    approximationRatio: maximum > minimum ? (maximum - expectation) / (maximum - minimum) : 1,
    optimumProbability,
    feasibleProbability: feasible,
    lift: (optimumProbability * costs.length) / optimal,
    shotsFor99: shotsFor(optimumProbability),
    conditionalValueAtRisk: objectiveFunction(costs, { kind: 'cvar', alpha })(conditional),
  };
};
