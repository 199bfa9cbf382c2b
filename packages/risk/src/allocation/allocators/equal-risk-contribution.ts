import { type Covariance, checkCovariance } from '../covariance';
import type { Weights } from '../weights';
import { budgetedWeights } from './risk-budgeting';

/**
 * Returns the long-only weights with which every instrument has the same share in the variance: wᵢ (Σw)ᵢ equal for all.
 *
 * - Units: weights sum to 1; the shares are equal to 1e-9.
 * - Cost: some 10 Newton steps of O(N³).
 *
 * Source: Maillard, Roncalli and Teïletche 2010, "The properties of equally weighted risk contribution portfolios", Journal of
 * Portfolio Management 36; solved as Spinu 2013.
 *
 * @throws {InvalidOptionsError} the matrix is not square, finite and symmetric.
 * @throws {AllocationError} the matrix is no covariance, an instrument has no variance, or `NO_RISK`: some long-only portfolio
 * has none.
 * @example
 * ```ts
 * import { equalRiskContribution } from '@sigmax/risk';
 * // Two volatilities of 0.2 and 0.4, whatever their correlation: 2/3 and 1/3.
 * const covariance = { ids: ['demo:BTC/USDT', 'demo:ETH/USDT'], matrix: [[0.04, 0.024], [0.024, 0.16]] };
 * equalRiskContribution(covariance)['demo:BTC/USDT']!.toFixed(9); // => '0.666666667'
 * ```
 */
export const equalRiskContribution = (covariance: Covariance): Weights => {
  const checked = checkCovariance(covariance, 'equalRiskContribution');
  return budgetedWeights(checked, new Float64Array(checked.size).fill(1 / checked.size), 'equalRiskContribution');
};
