import { type DegreesOfFreedom, kurtosis, mean, skewness, standardDeviation } from '../statistics/moments';
import { normalQuantile } from '../statistics/normal';
import { requireFinite, requireProbability } from '../statistics/require';
import { type RiskSign, signed } from './value-at-risk';

export interface ParametricValueAtRiskOptions {
  readonly level: number;
  /** Divisor n − ddof of the variance. Defaults to 1. */
  readonly ddof?: DegreesOfFreedom;
  /** Defaults to `loss`. */
  readonly sign?: RiskSign;
}

const fromQuantile = (
  returns: ArrayLike<number>,
  z: number,
  { ddof = 1, sign = 'loss' }: ParametricValueAtRiskOptions,
): number | undefined => {
  const deviation = standardDeviation(returns, ddof);
  return deviation === undefined ? undefined : signed((mean(returns) as number) + z * deviation, sign);
};

/**
 * Returns the value at risk of a normal distribution with the mean and variance of the returns: −(m + z s).
 *
 * It understates the tails of crypto returns; read it beside the historical one.
 *
 * Source: J.P. Morgan/Reuters 1996.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { gaussianValueAtRisk } from '@sigmax/core';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * gaussianValueAtRisk(returns, { level: 0.95, ddof: 0 })?.toFixed(6); // => '0.082304'
 * ```
 */
export const gaussianValueAtRisk = (
  returns: ArrayLike<number>,
  options: ParametricValueAtRiskOptions,
): number | undefined => {
  requireFinite(returns, 'gaussianValueAtRisk');
  requireProbability(options.level, 'level', 'gaussianValueAtRisk');
  return fromQuantile(returns, normalQuantile(1 - options.level), options);
};

/**
 * Returns the normal quantile z bent for skewness S and **excess** kurtosis K:
 * z + (z² − 1) S/6 + (z³ − 3z) K/24 − (2z³ − 5z) S²/36.
 *
 * `undefined` where the bent quantile is not monotone between −|z| and |z|: there the expansion gives a smaller loss for
 * a rarer event.
 *
 * Source: Cornish and Fisher 1938; Maillard 2012 on the domain of validity.
 *
 * @example
 * ```ts
 * import { cornishFisherQuantile } from '@sigmax/core';
 * cornishFisherQuantile(-1.6448536269514726, { skewness: 0, excessKurtosis: 0 }); // => -1.6448536269514726
 * cornishFisherQuantile(-1.6448536269514726, { skewness: 3, excessKurtosis: 1 }); // => undefined
 * ```
 */
export const cornishFisherQuantile = (
  z: number,
  shape: { readonly skewness: number; readonly excessKurtosis: number },
): number | undefined => {
  const { skewness: s, excessKurtosis: k } = shape;
  // The derivative is a parabola in z; monotone means that it stays above 0 at both ends and at its vertex.
  const a = k / 8 - (s * s) / 6;
  const b = s / 3;
  const c = 1 - k / 8 + (5 * s * s) / 36;
  const slope = (x: number) => a * x * x + b * x + c;
  const vertex = -b / (2 * a);
  if (!(slope(z) > 0 && slope(-z) > 0)) return undefined;
  if (Math.abs(vertex) < Math.abs(z) && !(slope(vertex) > 0)) return undefined;
  return z + ((z * z - 1) * s) / 6 + ((z ** 3 - 3 * z) * k) / 24 - ((2 * z ** 3 - 5 * z) * s * s) / 36;
};

/**
 * Returns the modified value at risk: that of a normal distribution, its quantile bent for skewness and kurtosis.
 *
 * `undefined` without variance and where the expansion is not valid (`cornishFisherQuantile`).
 *
 * Source: Favre and Galeano 2002.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { cornishFisherValueAtRisk } from '@sigmax/core';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * cornishFisherValueAtRisk(returns, { level: 0.95, ddof: 0 })?.toFixed(6); // => '0.087626'
 * ```
 */
export const cornishFisherValueAtRisk = (
  returns: ArrayLike<number>,
  options: ParametricValueAtRiskOptions,
): number | undefined => {
  requireFinite(returns, 'cornishFisherValueAtRisk');
  requireProbability(options.level, 'level', 'cornishFisherValueAtRisk');
  const skew = skewness(returns);
  const excess = kurtosis(returns, { convention: 'excess' });
  if (skew === undefined || excess === undefined) return undefined;
  const z = cornishFisherQuantile(normalQuantile(1 - options.level), { skewness: skew, excessKurtosis: excess });
  return z === undefined ? undefined : fromQuantile(returns, z, options);
};
