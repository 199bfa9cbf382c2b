import { mapColumn } from '../statistics/map-column';
import { mean, standardDeviation } from '../statistics/moments';
import { ratio, requireFinite, requirePositive, requireSameLength } from '../statistics/require';

/** Returns come from quotients near 1, so a difference below this is their rounding. */
const noise = 1e-14;

const active = (returns: ArrayLike<number>, benchmark: ArrayLike<number>, what: string): Float64Array => {
  requireSameLength(returns, benchmark, what);
  requireFinite(returns, what);
  requireFinite(benchmark, what);
  return mapColumn(returns, (value, index) => {
    const difference = value - (benchmark[index] as number);
    return Math.abs(difference) < noise ? 0 : difference;
  });
};

/**
 * Returns the annualised standard deviation of returns minus benchmark returns (ddof 1).
 *
 * `undefined` for fewer than two periods.
 *
 * @throws {DataError} a return is not finite, or the series differ in length.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { trackingError } from '@sigmax/core';
 * trackingError([0.02, -0.02, 0.02], [0.01, -0.01, 0.01], { periodsPerYear: 100 })?.toFixed(6); // => '0.115470'
 * ```
 */
export const trackingError = (
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  { periodsPerYear }: { readonly periodsPerYear: number },
): number | undefined => {
  requirePositive(periodsPerYear, 'periodsPerYear', 'trackingError');
  const deviation = standardDeviation(active(returns, benchmark, 'trackingError'), 1);
  return deviation === undefined ? undefined : deviation * Math.sqrt(periodsPerYear);
};

/**
 * Returns the mean of returns minus benchmark returns over their standard deviation (ddof 1), times √periodsPerYear.
 *
 * `undefined` for fewer than two periods and when the difference never changes. empyrical leaves it per period:
 * `periodsPerYear: 1`.
 *
 * @throws {DataError} a return is not finite, or the series differ in length.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { informationRatio } from '@sigmax/core';
 * informationRatio([0.03, -0.01, 0.03], [0.01, -0.01, 0.01], { periodsPerYear: 1 })?.toFixed(6); // => '1.154701'
 * ```
 */
export const informationRatio = (
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  { periodsPerYear }: { readonly periodsPerYear: number },
): number | undefined => {
  requirePositive(periodsPerYear, 'periodsPerYear', 'informationRatio');
  const difference = active(returns, benchmark, 'informationRatio');
  const perPeriod = ratio(mean(difference), standardDeviation(difference, 1));
  return perPeriod === undefined ? undefined : perPeriod * Math.sqrt(periodsPerYear);
};
