import { type DegreesOfFreedom, mean } from '../statistics/moments';
import { sorted } from '../statistics/quantile';
import { requireFinite } from '../statistics/require';

/**
 * Returns the mean distance of returns from their mean: (1/n) Σ |rᵢ − r̄|; `undefined` without a return.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { meanAbsoluteDeviation } from '@sigmax/core';
 * meanAbsoluteDeviation([0.1, -0.5, -0.3, 0.8])?.toFixed(3); // => '0.425'
 * ```
 */
export const meanAbsoluteDeviation = (returns: ArrayLike<number>): number | undefined => {
  requireFinite(returns, 'meanAbsoluteDeviation');
  const centre = mean(returns);
  if (centre === undefined) return undefined;
  let total = 0;
  for (let index = 0; index < returns.length; index++) total += Math.abs((returns[index] as number) - centre);
  return total / returns.length;
};

/**
 * Returns the deviation of the returns below their mean: √(Σ min(0, rᵢ − r̄)² / (n − ddof)).
 *
 * It measures from the mean; `downsideRisk` measures from a return that is asked for.
 *
 * Source: Markowitz 1959; `ddof: 1` is skfolio's unbiased form.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { semiDeviation } from '@sigmax/core';
 * semiDeviation([0.1, -0.5, -0.3, 0.8], { ddof: 0 })?.toFixed(6); // => '0.308727'
 * ```
 */
export const semiDeviation = (
  returns: ArrayLike<number>,
  { ddof = 1 }: { readonly ddof?: DegreesOfFreedom } = {},
): number | undefined => {
  requireFinite(returns, 'semiDeviation');
  const centre = mean(returns);
  if (centre === undefined || returns.length <= ddof) return undefined;
  let total = 0;
  for (let index = 0; index < returns.length; index++) {
    const below = Math.min(0, (returns[index] as number) - centre);
    total += below * below;
  }
  return Math.sqrt(total / (returns.length - ddof));
};

/**
 * Returns the mean distance between two returns drawn at random: (2 / n (n − 1)) Σ (2 i − n − 1) r₍ᵢ₎ over sorted returns.
 *
 * Cost: O(n log n). `undefined` for fewer than two returns. Source: Gini 1912; Yitzhaki 1982.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { giniMeanDifference } from '@sigmax/core';
 * giniMeanDifference([0, 0.1, 0.4])?.toFixed(6); // => '0.266667'
 * ```
 */
export const giniMeanDifference = (returns: ArrayLike<number>): number | undefined => {
  requireFinite(returns, 'giniMeanDifference');
  return giniOfSorted(sorted(returns));
};

export const giniOfSorted = (values: ArrayLike<number>): number | undefined => {
  const { length } = values;
  if (length < 2) return undefined;
  let total = 0;
  for (let index = 0; index < length; index++) total += (2 * index + 1 - length) * (values[index] as number);
  return (2 * total) / (length * (length - 1));
};
