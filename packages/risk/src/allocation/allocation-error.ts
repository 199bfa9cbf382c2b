import { SigmaxError } from '@sigmax/core';

/**
 * An allocation that its numbers do not allow: limits that contradict each other, a matrix that is no covariance, assets
 * without risk or without an excess return.
 *
 * - Codes: `LIMITS_CONTRADICT`, `NOT_POSITIVE_SEMIDEFINITE`, `NO_VARIANCE`, `NO_RISK`, `NO_EXCESS_RETURN`, `RISK_ABOVE_LIMIT`,
 *   `NO_CONVERGENCE`.
 *
 * @example
 * ```ts
 * import { AllocationError, minimumVariance } from '@sigmax/risk';
 * const covariance = { ids: ['demo:BTC/USDT', 'demo:ETH/USDT'], matrix: [[0.04, 0.01], [0.01, 0.09]] };
 * const failure = (() => {
 *   try {
 *     return minimumVariance(covariance, { maximum: 0.4 });
 *   } catch (error) {
 *     return error;
 *   }
 * })();
 * failure instanceof AllocationError && failure.code; // => 'LIMITS_CONTRADICT'
 * ```
 */
export class AllocationError extends SigmaxError {
  override readonly name = 'AllocationError';
}
