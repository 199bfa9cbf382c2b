import { ratio, requireFinite, requirePositive } from '../statistics/require';

/** The return that separates gains from losses, for one period or for a year; a yearly one is de-annualised. */
export type OmegaOptions =
  | { readonly thresholdPerPeriod: number }
  | { readonly thresholdPerYear: number; readonly periodsPerYear: number };

/**
 * Returns the sum of returns above a threshold over the sum of those below: Σ max(0, rᵢ − q) / Σ max(0, q − rᵢ).
 *
 * A yearly threshold Q becomes q = (1 + Q)^(1 / periodsPerYear) − 1, as in empyrical. `undefined` for fewer than two
 * returns, without a return below the threshold, and for a yearly threshold of −1 or less.
 *
 * Source: Keating and Shadwick 2002.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { omegaRatio } from '@sigmax/core';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * omegaRatio(returns, { thresholdPerPeriod: 0 })?.toFixed(6); // => '1.357143'
 * omegaRatio(returns, { thresholdPerYear: 10, periodsPerYear: 252 })?.toFixed(6); // => '0.833543'
 * ```
 */
export const omegaRatio = (returns: ArrayLike<number>, options: OmegaOptions): number | undefined => {
  requireFinite(returns, 'omegaRatio');
  let threshold: number;
  if ('thresholdPerPeriod' in options) threshold = options.thresholdPerPeriod;
  else {
    requirePositive(options.periodsPerYear, 'periodsPerYear', 'omegaRatio');
    if (!(options.thresholdPerYear > -1)) return undefined;
    threshold = (1 + options.thresholdPerYear) ** (1 / options.periodsPerYear) - 1;
  }
  if (returns.length < 2) return undefined;
  let above = 0;
  let below = 0;
  for (let index = 0; index < returns.length; index++) {
    const distance = (returns[index] as number) - threshold;
    if (distance > 0) above += distance;
    else below -= distance;
  }
  return ratio(above, below);
};
