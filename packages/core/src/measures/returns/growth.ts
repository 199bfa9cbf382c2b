import { mean } from '../statistics/moments';
import { defined, requireFinite, requirePositive } from '../statistics/require';

export interface AnnualOptions {
  /** Periods in a year: 365 for daily bars of a market that never closes, 252 for stock days. See `periodsPerYear`. */
  readonly periodsPerYear: number;
}

const compound = (returns: ArrayLike<number>): number => {
  let wealth = 1;
  for (let index = 0; index < returns.length; index++) wealth *= 1 + (returns[index] as number);
  return wealth;
};

/**
 * Returns the compounded return over all periods: Π (1 + rᵢ) − 1; `undefined` without a period.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { totalReturn } from '@sigmax/core';
 * totalReturn([0.5, -0.5]); // => -0.25
 * ```
 */
export const totalReturn = (returns: ArrayLike<number>): number | undefined => {
  requireFinite(returns, 'totalReturn');
  return returns.length === 0 ? undefined : defined(compound(returns) - 1);
};

/**
 * Returns the constant yearly return that gives the same end: (Π (1 + rᵢ))^(periodsPerYear / n) − 1.
 *
 * - `undefined` without a period, and when more than everything was lost.
 * - Every element counts as a period. empyrical also counts a leading NaN, which moves its figure.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { cagr } from '@sigmax/core';
 * cagr([0.1, 0.1], { periodsPerYear: 1 })?.toFixed(6); // => '0.100000'
 * ```
 */
export const cagr = (returns: ArrayLike<number>, { periodsPerYear }: AnnualOptions): number | undefined => {
  requireFinite(returns, 'cagr');
  requirePositive(periodsPerYear, 'periodsPerYear', 'cagr');
  if (returns.length === 0) return undefined;
  const wealth = compound(returns);
  return wealth < 0 ? undefined : defined(wealth ** (periodsPerYear / returns.length) - 1);
};

/**
 * Returns the mean return of a period: arithmetic, or geometric ((Π (1 + rᵢ))^(1/n) − 1), which volatility lowers.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { meanReturn } from '@sigmax/core';
 * meanReturn([0.5, -0.5], { mean: 'arithmetic' }); // => 0
 * meanReturn([0.5, -0.5], { mean: 'geometric' })?.toFixed(4); // => '-0.1340'
 * ```
 */
export const meanReturn = (
  returns: ArrayLike<number>,
  options: { readonly mean: 'arithmetic' | 'geometric' },
): number | undefined => {
  requireFinite(returns, 'meanReturn');
  if (options.mean === 'arithmetic') return mean(returns);
  const wealth = compound(returns);
  return returns.length === 0 || wealth < 0 ? undefined : defined(wealth ** (1 / returns.length) - 1);
};
