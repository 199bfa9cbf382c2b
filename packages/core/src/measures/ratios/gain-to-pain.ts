import { ratio, requireFinite } from '../statistics/require';

/**
 * Returns the sum of all returns over the size of the sum of the negative ones: Σ rᵢ / |Σ min(0, rᵢ)|.
 *
 * Equals the Omega ratio with threshold 0, minus 1. `undefined` without a loss.
 *
 * Source: Schwager 2012, Hedge Fund Market Wizards, appendix A (there on months).
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { gainToPainRatio } from '@sigmax/core';
 * gainToPainRatio([0.5, 0.25, -0.25]); // => 2
 * ```
 */
export const gainToPainRatio = (returns: ArrayLike<number>): number | undefined => {
  requireFinite(returns, 'gainToPainRatio');
  let total = 0;
  let pain = 0;
  for (let index = 0; index < returns.length; index++) {
    const value = returns[index] as number;
    total += value;
    if (value < 0) pain -= value;
  }
  return ratio(total, pain);
};
