import { dot, multiply, quadraticForm } from './algebra/dense';
import { AllocationError } from './allocation-error';
import { type Covariance, checkCovariance } from './covariance';
import type { ExpectedReturns } from './expected-returns';
import { inOrder, type Weights, weightsOf } from './weights';

/**
 * Returns the volatility of a portfolio for one period: √(w'Σw).
 *
 * Ids that `weights` leaves out have weight 0.
 *
 * @throws {InvalidOptionsError} `weights` names an id that the covariance does not have, or a weight is not finite.
 * @throws {AllocationError} the matrix is no covariance.
 * @example
 * ```ts
 * import { portfolioVolatility } from '@sigmax/risk';
 * const covariance = { ids: ['demo:BTC/USDT', 'demo:ETH/USDT'], matrix: [[0.09, 0], [0, 0.16]] };
 * portfolioVolatility({ 'demo:BTC/USDT': 1, 'demo:ETH/USDT': 1 }, covariance); // => 0.5
 * ```
 */
export const portfolioVolatility = (weights: Weights, covariance: Covariance): number => {
  const { ids, matrix } = checkCovariance(covariance, 'portfolioVolatility');
  return Math.sqrt(Math.max(0, quadraticForm(matrix, inOrder(weights, ids, 'portfolioVolatility', 'weights', 0))));
};

/**
 * Returns the expected return of a portfolio for one period: Σ wᵢ μᵢ.
 *
 * @throws {InvalidOptionsError} `weights` names an id that `means` does not have, or a number is not finite.
 * @example
 * ```ts
 * import { portfolioReturn } from '@sigmax/risk';
 * portfolioReturn({ 'demo:BTC/USDT': 0.5 }, { 'demo:BTC/USDT': 0.02, 'demo:ETH/USDT': 0.03 }); // => 0.01
 * ```
 */
export const portfolioReturn = (weights: Weights, means: ExpectedReturns): number => {
  const ids = Object.keys(means);
  return dot(inOrder(weights, ids, 'portfolioReturn', 'weights', 0), inOrder(means, ids, 'portfolioReturn', 'means'));
};

/**
 * Returns the share of each instrument in the variance of a portfolio: wᵢ (Σw)ᵢ / w'Σw. The shares sum to 1.
 *
 * - Units: fractions; one below 0 makes the portfolio less risky.
 *
 * Source: Litterman 1996, "Hot spots and hedges", Journal of Portfolio Management 23.
 *
 * @throws {InvalidOptionsError} `weights` names an id that the covariance does not have, or a weight is not finite.
 * @throws {AllocationError} the matrix is no covariance, or `NO_RISK`: the portfolio has no variance to share.
 * @example
 * ```ts
 * import { riskContributions } from '@sigmax/risk';
 * const covariance = { ids: ['demo:BTC/USDT', 'demo:ETH/USDT'], matrix: [[0.25, 0], [0, 0.75]] };
 * riskContributions({ 'demo:BTC/USDT': 0.5, 'demo:ETH/USDT': 0.5 }, covariance); // => { 'demo:BTC/USDT': 0.25, 'demo:ETH/USDT': 0.75 }
 * ```
 */
export const riskContributions = (weights: Weights, covariance: Covariance): Readonly<Record<string, number>> => {
  const { ids, matrix } = checkCovariance(covariance, 'riskContributions');
  const values = inOrder(weights, ids, 'riskContributions', 'weights', 0);
  const marginal = multiply(matrix, values);
  const variance = dot(values, marginal);
  if (!(variance > 0)) {
    throw new AllocationError({
      code: 'NO_RISK',
      message: `riskContributions: the variance of the portfolio was ${variance}.`,
      remedy: 'Ask for a portfolio that holds something that moves.',
      context: { variance },
    });
  }
  return weightsOf(
    ids,
    values.map((weight, place) => (weight * (marginal[place] as number)) / variance),
  );
};
