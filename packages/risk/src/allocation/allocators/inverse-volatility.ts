import { total } from '../algebra/dense';
import { type Covariance, checkCovariance, requireDeviations } from '../covariance';
import { type Weights, weightsOf } from '../weights';

/**
 * Returns weights in inverse proportion to volatility: wᵢ = (1 / σᵢ) / Σ (1 / σⱼ).
 *
 * It is equal risk contribution when all correlations are alike.
 *
 * @throws {InvalidOptionsError} the matrix is not square, finite and symmetric.
 * @throws {AllocationError} the matrix is no covariance, or an instrument has no variance.
 * @example
 * ```ts
 * import { inverseVolatility } from '@sigmax/risk';
 * const covariance = { ids: ['demo:BTC/USDT', 'demo:ETH/USDT'], matrix: [[0.0625, 0], [0, 0.5625]] };
 * inverseVolatility(covariance); // => { 'demo:BTC/USDT': 0.75, 'demo:ETH/USDT': 0.25 }
 * ```
 */
export const inverseVolatility = (covariance: Covariance): Weights => {
  const checked = checkCovariance(covariance, 'inverseVolatility');
  const inverse = requireDeviations(checked, 'inverseVolatility').map((deviation) => 1 / deviation);
  const sum = total(inverse);
  return weightsOf(
    checked.ids,
    inverse.map((value) => value / sum),
  );
};
