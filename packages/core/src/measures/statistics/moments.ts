import { defined, requireFinite } from './require';

/** Divisor of a variance: n − ddof. 1 estimates that of the source, 0 describes the sample itself. */
export type DegreesOfFreedom = 0 | 1;

/** Neumaier's compensated sum: the error does not grow with the number of terms. */
export const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  let lost = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
};

export const mean = (values: ArrayLike<number>): number | undefined =>
  values.length === 0 ? undefined : sum(values) / values.length;

/** Mean of (x − centre)^power. */
export const momentAbout = (values: ArrayLike<number>, centre: number, power: 2 | 3 | 4): number => {
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    const deviation = (values[index] as number) - centre;
    const square = deviation * deviation;
    total += power === 2 ? square : power === 3 ? square * deviation : square * square;
  }
  return total / values.length;
};

/**
 * Standard deviation, or `undefined` with too few values. Exactly 0 for a constant series: what rounding leaves
 * behind, at most 1e-14 of the mean, does not count as variance.
 */
export const standardDeviation = (values: ArrayLike<number>, ddof: DegreesOfFreedom): number | undefined => {
  const centre = mean(values);
  if (centre === undefined || values.length <= ddof) return undefined;
  const population = momentAbout(values, centre, 2);
  if (Math.sqrt(population) <= 1e-14 * Math.abs(centre)) return 0;
  return Math.sqrt((population * values.length) / (values.length - ddof));
};

/**
 * Returns the skewness of a series: m₃ / m₂^1.5 with population moments.
 *
 * - Units: none. Negative means that the large moves are losses.
 * - `undefined` for fewer than two values or without variance.
 *
 * Source: Fisher and Pearson's g₁, as `scipy.stats.skew(bias=True)`.
 *
 * @throws {DataError} a value is not finite.
 * @example
 * ```ts
 * import { skewness } from '@sigmax/core';
 * skewness([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1])?.toFixed(6); // => '-0.365057'
 * ```
 */
export const skewness = (values: ArrayLike<number>): number | undefined => {
  requireFinite(values, 'skewness');
  const deviation = standardDeviation(values, 0);
  if (deviation === undefined || deviation === 0) return undefined;
  return defined(momentAbout(values, mean(values) as number, 3) / deviation ** 3);
};

export interface KurtosisOptions {
  /** `raw` is m₄ / m₂², 3 for a normal distribution; `excess` is that minus 3. */
  readonly convention: 'excess' | 'raw';
}

/**
 * Returns the kurtosis of a series: m₄ / m₂² with population moments, minus 3 when `excess` is asked for.
 *
 * - Units: none. Above the normal value means more extreme moves than a normal distribution of the same variance has.
 * - The convention has no default, because half of all formulas want one and half the other.
 *
 * Source: Pearson 1905; `scipy.stats.kurtosis(bias=True)` for `excess`.
 *
 * @throws {DataError} a value is not finite.
 * @example
 * ```ts
 * import { kurtosis } from '@sigmax/core';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * kurtosis(returns, { convention: 'raw' })?.toFixed(6); // => '3.119535'
 * kurtosis(returns, { convention: 'excess' })?.toFixed(6); // => '0.119535'
 * ```
 */
export const kurtosis = (values: ArrayLike<number>, { convention }: KurtosisOptions): number | undefined => {
  requireFinite(values, 'kurtosis');
  const deviation = standardDeviation(values, 0);
  if (deviation === undefined || deviation === 0) return undefined;
  const raw = momentAbout(values, mean(values) as number, 4) / deviation ** 4;
  return defined(convention === 'raw' ? raw : raw - 3);
};
