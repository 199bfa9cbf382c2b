import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type Covariance, checkCovariance } from '../covariance';
import type { ExpectedReturns } from '../expected-returns';
import { type WeightLimits, weightLimitsShape } from '../solvers/weight-limits';
import {
  type CostlyTurnover,
  costlyTurnoverSchema,
  minimiseOver,
  type WeightRow,
  weightProgram,
} from '../solvers/weight-program';
import { inOrder, type Weights } from '../weights';

const schema = z.strictObject({
  ...weightLimitsShape,
  means: z.record(z.string(), z.number()),
  riskAversion: z.number().positive().optional(),
  targetReturn: z.number().optional(),
  turnover: costlyTurnoverSchema.optional(),
});

export interface MeanVarianceOptions extends WeightLimits {
  /** Expected return of each instrument, for the same period as the covariance. */
  readonly means: ExpectedReturns;
  /**
   * λ: maximise μ'w − λ/2 w'Σw less the costs of trading. 1 is Kelly's bet on all instruments at once, 2 half of it. Give this or
   * `targetReturn`.
   */
  readonly riskAversion?: number;
  /** Minimise the variance of what is expected to earn at least this for the period, after the costs of trading. */
  readonly targetReturn?: number;
  /** What trading may cost. Defaults to nothing. */
  readonly turnover?: CostlyTurnover;
}

const whichGoal = (): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: 'meanVariance: exactly one of riskAversion and targetReturn is needed.',
    remedy:
      'Give riskAversion to weigh return against variance, or targetReturn to reach a return with the least variance.',
  });

/**
 * Returns the weights with the best balance of expected return and variance that the limits allow.
 *
 * Either max μ'w − λ/2 w'Σw − Σ cᵢ |wᵢ − heldᵢ| for a risk aversion λ, or min w'Σw with μ'w − Σ cᵢ |wᵢ − heldᵢ| ≥ target.
 *
 * Small changes of μ move these weights a lot (Michaud 1989); bounds, `shrunkMeans` and `blackLitterman` are the usual remedies.
 *
 * - Units: means, covariance and costs for the same period; weights sum to `budget`.
 * - Cost: a quadratic program; with a turnover it has twice the variables.
 *
 * Source: Markowitz 1952, "Portfolio selection", Journal of Finance 7.
 *
 * @throws {InvalidOptionsError} not exactly one goal is given, a mean is missing, a limit is not finite, crosses another or names an id
 * that is not there.
 * @throws {AllocationError} the matrix is no covariance, or `LIMITS_CONTRADICT` names limits that cannot hold together.
 * @example
 * ```ts
 * import { meanVariance } from '@sigmax/risk';
 * const ids = ['demo:BTC/USDT', 'demo:ETH/USDT'];
 * const covariance = { ids, matrix: [[0.04, 0], [0, 0.04]] };
 * const means: Record<string, number> = { 'demo:BTC/USDT': 0.02, 'demo:ETH/USDT': 0.01 };
 * meanVariance(covariance, { means, riskAversion: 1 })['demo:BTC/USDT']!.toFixed(9); // => '0.625000000'
 * meanVariance(covariance, { means, targetReturn: 0.018 })['demo:BTC/USDT']!.toFixed(9); // => '0.800000000'
 * ```
 */
export const meanVariance = (covariance: Covariance, options: MeanVarianceOptions): Weights => {
  const what = 'meanVariance';
  const { means, riskAversion, targetReturn, turnover, ...limits } = parseOptions(schema, options, what);
  if ((riskAversion === undefined) === (targetReturn === undefined)) throw whichGoal();
  const { ids, matrix, size } = checkCovariance(covariance, what);
  const expected = inOrder(means, ids, what, 'means');
  if (targetReturn === undefined) {
    const scaled = matrix.map((value) => value * (riskAversion as number));
    const gains = expected.map((mean) => -mean);
    return minimiseOver(weightProgram(ids, limits, turnover, [], what), scaled, gains, what);
  }
  const row: WeightRow = {
    name: `targetReturn ${targetReturn}`,
    coefficients: expected,
    isEquality: false,
    bound: targetReturn,
    isNetOfCosts: true,
  };
  const program = weightProgram(ids, limits, turnover, [row], what);
  // Costs stand in the row; in the objective they would count a second time.
  const free = { ...program, costs: new Float64Array(program.size) };
  return minimiseOver(free, matrix, new Float64Array(size), what);
};
