import { requireFinite } from '../statistics/require';

/**
 * Returns the largest return of one period; `undefined` without a period.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { bestReturn } from '@sigmax/core';
 * bestReturn([0.01, 0.1, -0.04]); // => 0.1
 * ```
 */
export const bestReturn = (returns: ArrayLike<number>): number | undefined => {
  requireFinite(returns, 'bestReturn');
  let best: number | undefined;
  for (let index = 0; index < returns.length; index++) {
    if (best === undefined || (returns[index] as number) > best) best = returns[index];
  }
  return best;
};

/**
 * Returns the smallest return of one period, negative when it is a loss; `undefined` without a period.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { worstReturn } from '@sigmax/core';
 * worstReturn([0.01, 0.1, -0.04]); // => -0.04
 * ```
 */
export const worstReturn = (returns: ArrayLike<number>): number | undefined => {
  requireFinite(returns, 'worstReturn');
  let worst: number | undefined;
  for (let index = 0; index < returns.length; index++) {
    if (worst === undefined || (returns[index] as number) < worst) worst = returns[index];
  }
  return worst;
};

/**
 * Returns the share of periods with a return above 0.
 *
 * Periods of exactly 0, such as those without a position, count in the denominator with `among: 'all'` and are left out
 * with `among: 'moving'`.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { positiveShare } from '@sigmax/core';
 * positiveShare([0.01, 0, -0.01, 0], { among: 'all' }); // => 0.25
 * positiveShare([0.01, 0, -0.01, 0], { among: 'moving' }); // => 0.5
 * ```
 */
export const positiveShare = (
  returns: ArrayLike<number>,
  { among }: { readonly among: 'all' | 'moving' },
): number | undefined => {
  requireFinite(returns, 'positiveShare');
  let positive = 0;
  let still = 0;
  for (let index = 0; index < returns.length; index++) {
    if ((returns[index] as number) > 0) positive++;
    else if (returns[index] === 0) still++;
  }
  const count = among === 'all' ? returns.length : returns.length - still;
  return count === 0 ? undefined : positive / count;
};
