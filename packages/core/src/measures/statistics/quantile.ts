import { requireFinite, requireProbability } from './require';

/**
 * How a quantile is read from n sorted values.
 *
 * - `linear`: between the neighbours of position p (n − 1), as numpy and empyrical do.
 * - `lower`, `higher`: the neighbour below or above that position.
 * - `order-statistic`: value ⌈p n⌉ counted from 1, the smallest x with F(x) ≥ p, as skfolio's VaR does.
 */
export type QuantileMethod = 'linear' | 'lower' | 'higher' | 'order-statistic';

export const sorted = (values: ArrayLike<number>): Float64Array => Float64Array.from(values).sort();

/** ⌈p n⌉ without the rounding error of p n: 0.05 × 100 is 5, and (1 − 0.95) × 100 is too. */
export const tailCount = (probability: number, length: number): number => {
  const count = probability * length;
  const nearest = Math.round(count);
  return Math.abs(count - nearest) <= 1e-9 * Math.max(1, nearest) ? nearest : Math.ceil(count);
};

export const quantileOfSorted = (
  values: ArrayLike<number>,
  probability: number,
  method: QuantileMethod,
): number | undefined => {
  const last = values.length - 1;
  if (last < 0) return undefined;
  if (method === 'order-statistic') {
    return values[Math.min(Math.max(tailCount(probability, last + 1) - 1, 0), last)];
  }
  const position = probability * last;
  const below = Math.floor(position);
  const above = Math.min(below + 1, last);
  const low = values[below] as number;
  if (method === 'lower' || position === below) return low;
  const high = values[above] as number;
  return method === 'higher' ? high : low + (high - low) * (position - below);
};

/**
 * Returns the value below which the share `probability` of a series lies.
 *
 * Cost: O(n log n). `undefined` for an empty series.
 *
 * @throws {DataError} a value is not finite.
 * @throws {InvalidOptionsError} `probability` is not between 0 and 1.
 * @example
 * ```ts
 * import { quantile } from '@sigmax/core';
 * quantile([1, 81, 82, 83, 84, 85], 0.3, 'linear'); // => 81.5
 * quantile([1, 81, 82, 83, 84, 85], 0.3, 'order-statistic'); // => 81
 * ```
 */
export const quantile = (
  values: ArrayLike<number>,
  probability: number,
  method: QuantileMethod,
): number | undefined => {
  requireFinite(values, 'quantile');
  requireProbability(probability, 'probability', 'quantile');
  return quantileOfSorted(sorted(values), probability, method);
};
