import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { addScaled, largest, total } from '../algebra/dense';
import { AllocationError } from '../allocation-error';
import { type Covariance, checkCovariance } from '../covariance';
import type { ExpectedReturns } from '../expected-returns';
import { bestReturn } from '../solvers/best-return';
import type { Constraint } from '../solvers/constraint';
import { solveQuadraticProgram } from '../solvers/quadratic-program';
import {
  limitConstraints,
  ontoBounds,
  type WeightLimits,
  weightBounds,
  weightLimitsShape,
} from '../solvers/weight-limits';
import { weightProgram } from '../solvers/weight-program';
import { inOrder, type Weights, weightsOf } from '../weights';

const schema = z.strictObject({
  ...weightLimitsShape,
  means: z.record(z.string(), z.number()),
  riskFreeRate: z.number().default(0),
});

export interface MaximumSharpeOptions extends WeightLimits {
  /** Expected return of each instrument, for the same period as the covariance. */
  readonly means: ExpectedReturns;
  /** Return without risk for that period. Defaults to 0. */
  readonly riskFreeRate?: number;
}

const noExcess = (best: number, riskFreeRate: number): AllocationError =>
  new AllocationError({
    code: 'NO_EXCESS_RETURN',
    message: `maximumSharpe: the limits allow an expected return of at most ${best} above the riskFreeRate of ${riskFreeRate}.`,
    remedy: 'Hold cash, or use minimumVariance, which needs no expected return.',
    context: { best, riskFreeRate },
  });

/** A limit on weights as one on multiples of them: a · y ≥ bound / budget · Σ y. */
const homogeneous = ({ name, coefficients, isEquality, bound }: Constraint, budget: number): Constraint => ({
  name,
  coefficients: coefficients.map((value) => value - bound / budget),
  isEquality,
  bound: 0,
});

/**
 * Returns the weights with the highest Sharpe ratio (μ − rf)'w / √(w'Σw) that the limits allow: the tangency portfolio.
 *
 * The ratio does not change when all weights grow alike, so the smallest variance of a fixed excess return is looked for and
 * scaled to the budget, which is a quadratic program.
 *
 * - Units: means, rate and covariance for the same period; weights sum to `budget`.
 * - Cost: a quadratic program; 30 instruments take 2 ms.
 *
 * Source: Sharpe 1966; Cornuejols and Tütüncü 2006, Optimization Methods in Finance, section 8.2, for the change of variables.
 *
 * @throws {InvalidOptionsError} a mean is missing, a limit is not finite, crosses another or names an id that is not there.
 * @throws {AllocationError} the matrix is no covariance, `NO_EXCESS_RETURN`: nothing that the limits allow is expected to earn more than
 * the risk-free rate, or `LIMITS_CONTRADICT`.
 * @example
 * ```ts
 * import { maximumSharpe } from '@sigmax/risk';
 * const ids = ['demo:BTC/USDT', 'demo:ETH/USDT'];
 * const covariance = { ids, matrix: [[0.04, 0], [0, 0.16]] };
 * const means: Record<string, number> = { 'demo:BTC/USDT': 0.02, 'demo:ETH/USDT': 0.04 };
 * // In proportion to μ / σ²: 0.5 and 0.25.
 * maximumSharpe(covariance, { means })['demo:BTC/USDT']!.toFixed(9); // => '0.666666667'
 * ```
 */
export const maximumSharpe = (covariance: Covariance, options: MaximumSharpeOptions): Weights => {
  const what = 'maximumSharpe';
  const { means, riskFreeRate, ...limits } = parseOptions(schema, options, what);
  const { ids, matrix, size } = checkCovariance(covariance, what);
  const excess = inOrder(means, ids, what, 'means').map((mean) => mean - riskFreeRate);
  const constraints = limitConstraints(limits, ids, what);
  const { best } = bestReturn(weightProgram(ids, limits, undefined, [], what), excess, what);
  const unit = largest(excess);
  if (!(best > 1e-12 * unit)) throw noExcess(best, riskFreeRate);
  const goal: Constraint = { name: 'excess return', coefficients: excess, isEquality: true, bound: unit };
  const [, ...others] = constraints;
  const { point } = solveQuadraticProgram(
    {
      size,
      quadratic: matrix,
      linear: new Float64Array(size),
      constraints: [goal, ...others.map((one) => homogeneous(one, limits.budget))],
    },
    what,
  );
  const weights = new Float64Array(size);
  addScaled(weights, limits.budget / total(point), point);
  return weightsOf(ids, ontoBounds(weights, weightBounds(limits, ids, what)));
};
