import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { cholesky, solveFactored } from '../algebra/cholesky';
import { addScaled, dot, largest, multiply, total } from '../algebra/dense';
import { AllocationError } from '../allocation-error';
import { type CheckedCovariance, type Covariance, checkCovariance, requireDeviations } from '../covariance';
import { inOrder, type Weights, weightsOf } from '../weights';

const schema = z.strictObject({ budgets: z.record(z.string(), z.number().positive()) });

export interface RiskBudgetingOptions {
  /** Share of the risk that each instrument may have, above 0; only their proportions count. */
  readonly budgets: Readonly<Record<string, number>>;
}

const noRisk = (what: string): AllocationError =>
  new AllocationError({
    code: 'NO_RISK',
    message: `${what}: the covariance has a long-only portfolio without variance, so no risk is there to share.`,
    remedy: 'Leave out one of those that hedge each other perfectly, or use ledoitWolf over a longer window.',
    context: { what },
  });

/** Correlations, so that every volatility is 1 and rounding does not depend on units. */
const correlationsOf = ({ matrix, size }: CheckedCovariance, deviations: Float64Array): Float64Array =>
  matrix.map(
    (value, place) => value / ((deviations[Math.floor(place / size)] as number) * (deviations[place % size] as number)),
  );

/**
 * How much of a Newton step to take: where the objective along it is lowest, at most all of it. The slope there is
 * −d'Cx + t d'Cd + Σ bᵢ rᵢ / (1 − t rᵢ) with rᵢ = dᵢ / xᵢ, which grows with t, so halving finds its zero without a logarithm.
 */
const stepLength = (
  correlations: Float64Array,
  budgets: Float64Array,
  point: Float64Array,
  step: Float64Array,
): number => {
  const rates = step.map((value, place) => value / (point[place] as number));
  const curve = multiply(correlations, step);
  const [linear, square] = [dot(curve, point), dot(curve, step)];
  const slope = (t: number): number => {
    let sum = t * square - linear;
    for (const [place, rate] of rates.entries()) sum += ((budgets[place] as number) * rate) / (1 - t * rate);
    return sum;
  };
  const fastest = rates.reduce((most, rate) => Math.max(most, rate), 0);
  // All weights stay above 0.
  let high = Math.min(1, 0.99 / fastest);
  if (slope(high) <= 0) return high;
  let low = 0;
  for (let count = 0; count < 50; count++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) high = middle;
    else low = middle;
  }
  return low;
};

/** The x > 0 that minimises ½ x'Cx − Σ bᵢ ln xᵢ, by Newton steps; there xᵢ (Cx)ᵢ = bᵢ. */
const minimiser = (correlations: Float64Array, budgets: Float64Array, what: string): Float64Array => {
  const size = budgets.length;
  let point = budgets.map(Math.sqrt);
  for (let count = 0; count < 200; count++) {
    const barrier = budgets.map((budget, place) => budget / (point[place] as number));
    const gradient = multiply(correlations, point);
    addScaled(gradient, -1, barrier);
    const misses = gradient.map((value, place) => (value * (point[place] as number)) / (budgets[place] as number));
    if (largest(misses) <= 1e-13) return point;
    const hessian = correlations.slice();
    for (let place = 0; place < size; place++) {
      const diagonal = place * (size + 1);
      hessian[diagonal] = (hessian[diagonal] as number) + (barrier[place] as number) / (point[place] as number);
    }
    const factor = cholesky(hessian, size);
    if (factor === undefined) throw noRisk(what);
    const step = solveFactored(factor, gradient);
    const next = point.slice();
    addScaled(next, -stepLength(correlations, budgets, point, step), step);
    if (!next.every((value) => value > 0 && value < 1e9)) throw noRisk(what);
    const change = next.map((value, place) => value / (point[place] as number) - 1);
    point = next;
    if (largest(change) <= 1e-15) return point;
  }
  return point;
};

/** The weights that have these shares in the variance, in the order of ids. */
export const budgetedWeights = (checked: CheckedCovariance, budgets: Float64Array, what: string): Weights => {
  const { ids, matrix } = checked;
  const deviations = requireDeviations(checked, what);
  const sum = total(budgets);
  const shares = budgets.map((budget) => budget / sum);
  const point = minimiser(correlationsOf(checked, deviations), shares, what);
  const positions = point.map((value, place) => value / (deviations[place] as number));
  const size = total(positions);
  const weights = positions.map((value) => value / size);
  const marginal = multiply(matrix, weights);
  const variance = dot(weights, marginal);
  const miss = largest(
    weights.map((weight, place) => (weight * (marginal[place] as number)) / variance - (shares[place] as number)),
  );
  if (!(miss <= 1e-9)) throw noRisk(what);
  return weightsOf(ids, weights);
};

/**
 * Returns the long-only weights whose shares in the variance are the budgets: wᵢ (Σw)ᵢ / w'Σw = bᵢ.
 *
 * They are unique: x = w / scale minimises the convex ½ x'Σx − Σ bᵢ ln xᵢ. The shares are met to 1e-9, which is checked.
 *
 * - Units: weights sum to 1.
 * - Cost: some 10 Newton steps of O(N³ / 6).
 *
 * Source: Spinu 2013, "An algorithm for computing risk parity weights", section 3; Bruder and Roncalli 2012 for budgets.
 *
 * @throws {InvalidOptionsError} a budget is missing, not above 0, or for an id that is not there; or the matrix is not square,
 * finite and symmetric.
 * @throws {AllocationError} the matrix is no covariance, an instrument has no variance, or `NO_RISK`: some long-only portfolio
 * has none.
 * @example
 * ```ts
 * import { riskBudgeting, riskContributions } from '@sigmax/risk';
 * const covariance = { ids: ['demo:BTC/USDT', 'demo:ETH/USDT'], matrix: [[0.04, 0], [0, 0.16]] };
 * const weights = riskBudgeting(covariance, { budgets: { 'demo:BTC/USDT': 4, 'demo:ETH/USDT': 1 } });
 * // Without correlation in proportion to √b / σ: 10 and 2.5.
 * weights['demo:BTC/USDT']!.toFixed(9); // => '0.800000000'
 * riskContributions(weights, covariance)['demo:BTC/USDT']!.toFixed(9); // => '0.800000000'
 * ```
 */
export const riskBudgeting = (covariance: Covariance, options: RiskBudgetingOptions): Weights => {
  const { budgets } = parseOptions(schema, options, 'riskBudgeting');
  const checked = checkCovariance(covariance, 'riskBudgeting');
  const missing = checked.ids.find((id) => !Object.hasOwn(budgets, id));
  if (missing !== undefined) {
    throw new InvalidOptionsError({
      code: 'MISSING_BUDGET',
      message: `riskBudgeting: budgets[${JSON.stringify(missing)}] was undefined.`,
      remedy: 'Give each instrument a budget above 0, or leave it out of the covariance.',
      context: { id: missing },
    });
  }
  return budgetedWeights(checked, inOrder(budgets, checked.ids, 'riskBudgeting', 'budgets'), 'riskBudgeting');
};
