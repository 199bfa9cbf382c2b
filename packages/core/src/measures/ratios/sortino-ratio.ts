import { mean } from '../statistics/moments';
import { ratio, requireFinite, requirePositive } from '../statistics/require';

export interface DownsideOptions {
  readonly periodsPerYear: number;
  /** Return of one period below which a return counts as a shortfall. Defaults to 0. */
  readonly requiredPerPeriod?: number;
  /** Divides the squared shortfalls by all periods or only by those that fell short. Defaults to `all`. */
  readonly denominator?: 'all' | 'shortfalls';
}

/**
 * Returns the annualised root mean square of the returns below what was required: √(Σ min(0, rᵢ − q)² / n) √periodsPerYear.
 *
 * `undefined` without a return, and without a shortfall when only those are counted.
 *
 * Source: Sortino and van der Meer 1991 (`denominator: 'all'`).
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { downsideRisk } from '@sigmax/core';
 * downsideRisk([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1], { periodsPerYear: 252 })?.toFixed(6); // => '0.604483'
 * ```
 */
export const downsideRisk = (returns: ArrayLike<number>, options: DownsideOptions): number | undefined => {
  const { periodsPerYear, requiredPerPeriod = 0, denominator = 'all' } = options;
  requireFinite(returns, 'downsideRisk');
  requirePositive(periodsPerYear, 'periodsPerYear', 'downsideRisk');
  let total = 0;
  let shortfalls = 0;
  for (let index = 0; index < returns.length; index++) {
    const below = (returns[index] as number) - requiredPerPeriod;
    if (!(below < 0)) continue;
    total += below * below;
    shortfalls++;
  }
  const count = denominator === 'all' ? returns.length : shortfalls;
  return count === 0 ? undefined : Math.sqrt((total / count) * periodsPerYear);
};

/**
 * Returns the annualised mean return above what was required, over the downside risk: m(r − q) periodsPerYear / downsideRisk.
 *
 * `undefined` for fewer than two returns and without a shortfall.
 *
 * Source: Sortino and Price 1994.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { sortinoRatio } from '@sigmax/core';
 * sortinoRatio([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1], { periodsPerYear: 252 })?.toFixed(6); // => '2.605531'
 * ```
 */
export const sortinoRatio = (returns: ArrayLike<number>, options: DownsideOptions): number | undefined => {
  const risk = downsideRisk(returns, options);
  const average = mean(returns);
  if (average === undefined || returns.length < 2) return undefined;
  return ratio((average - (options.requiredPerPeriod ?? 0)) * options.periodsPerYear, risk);
};
