import { type QuantileMethod, quantileOfSorted, sorted } from '../statistics/quantile';
import { ratio, requireFinite, requireProbability } from '../statistics/require';

export interface TailRatioOptions {
  /** Probability of each tail. Defaults to 0.05. */
  readonly tail?: number;
  /** Defaults to `linear`. */
  readonly method?: QuantileMethod;
}

/**
 * Returns the size of the right tail over that of the left: |q(1 − tail)| / |q(tail)|.
 *
 * Above 1 the good extremes are larger than the bad ones. `undefined` when the left quantile is 0.
 *
 * Source: empyrical's `tail_ratio`, whose own test asserts one decimal.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { tailRatio } from '@sigmax/core';
 * tailRatio([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1])?.toFixed(6); // => '0.955696'
 * ```
 */
export const tailRatio = (returns: ArrayLike<number>, options: TailRatioOptions = {}): number | undefined => {
  requireFinite(returns, 'tailRatio');
  requireProbability(options.tail ?? 0.05, 'tail', 'tailRatio');
  return tailRatioOfSorted(sorted(returns), options);
};

export const tailRatioOfSorted = (
  values: ArrayLike<number>,
  { tail = 0.05, method = 'linear' }: TailRatioOptions,
): number | undefined => {
  const right = quantileOfSorted(values, 1 - tail, method);
  const left = quantileOfSorted(values, tail, method);
  return right === undefined || left === undefined ? undefined : ratio(Math.abs(right), Math.abs(left));
};
