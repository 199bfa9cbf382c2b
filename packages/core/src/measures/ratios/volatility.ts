import { type DegreesOfFreedom, momentAbout, standardDeviation, sum } from '../statistics/moments';
import { requireFinite, requirePositive, requireProbability } from '../statistics/require';

export interface VolatilityOptions {
  readonly periodsPerYear: number;
  /** Divisor n − ddof. Defaults to 1. */
  readonly ddof?: DegreesOfFreedom;
}

/**
 * Returns the annualised standard deviation of returns: s √periodsPerYear.
 *
 * - Units: fraction a year. `undefined` for fewer than two returns.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { annualVolatility } from '@sigmax/core';
 * annualVolatility([0.01, -0.01, 0.01, -0.01], { periodsPerYear: 365 })?.toFixed(4); // => '0.2206'
 * ```
 */
export const annualVolatility = (
  returns: ArrayLike<number>,
  { periodsPerYear, ddof = 1 }: VolatilityOptions,
): number | undefined => {
  requireFinite(returns, 'annualVolatility');
  requirePositive(periodsPerYear, 'periodsPerYear', 'annualVolatility');
  const deviation = standardDeviation(returns, ddof);
  return deviation === undefined ? undefined : deviation * Math.sqrt(periodsPerYear);
};

export interface EwmaOptions {
  /** Weight of the past, between 0 and 1. RiskMetrics uses 0.94 for days. */
  readonly decay: number;
  /** First variance: the square of the first return, or the population variance of all. */
  readonly seed: 'first-square' | 'sample';
  /** Whether the mean of all returns is taken out before squaring. */
  readonly subtractMean: boolean;
  /** 1 leaves the result per period. */
  readonly periodsPerYear: number;
}

/**
 * Returns the exponentially weighted volatility after the last return: σ²ₜ = λ σ²ₜ₋₁ + (1 − λ) rₜ².
 *
 * Source: J.P. Morgan/Reuters 1996, RiskMetrics technical document, section 5.2.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `decay` or `periodsPerYear` is out of range.
 * @example
 * ```ts
 * import { ewmaVolatility } from '@sigmax/core';
 * const options = { decay: 0.94, seed: 'first-square', subtractMean: false, periodsPerYear: 1 } as const;
 * ewmaVolatility([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1], options)?.toFixed(6); // => '0.035209'
 * ```
 */
export const ewmaVolatility = (returns: ArrayLike<number>, options: EwmaOptions): number | undefined => {
  const { decay, seed, subtractMean, periodsPerYear } = options;
  requireFinite(returns, 'ewmaVolatility');
  requireProbability(decay, 'decay', 'ewmaVolatility');
  requirePositive(periodsPerYear, 'periodsPerYear', 'ewmaVolatility');
  if (returns.length === 0) return undefined;
  const centre = sum(returns) / returns.length;
  const shift = subtractMean ? centre : 0;
  const first = (returns[0] as number) - shift;
  let variance = seed === 'sample' ? momentAbout(returns, centre, 2) : first * first;
  for (let index = seed === 'sample' ? 0 : 1; index < returns.length; index++) {
    const deviation = (returns[index] as number) - shift;
    variance = decay * variance + (1 - decay) * deviation * deviation;
  }
  return Math.sqrt(variance * periodsPerYear);
};
