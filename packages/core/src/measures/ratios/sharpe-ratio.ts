import { meanReturn } from '../returns/growth';
import { mapColumn } from '../statistics/map-column';
import { type DegreesOfFreedom, standardDeviation } from '../statistics/moments';
import { ratio, requireFinite, requirePositive } from '../statistics/require';

export interface SharpeOptions {
  /** 1 leaves the ratio per period, as `probabilisticSharpe` wants it. */
  readonly periodsPerYear: number;
  /** Return without risk of one period. Defaults to 0. */
  readonly riskFreePerPeriod?: number;
  /** Divisor n − ddof of the variance. Defaults to 1. */
  readonly ddof?: DegreesOfFreedom;
  /** Mean in the numerator. Defaults to `arithmetic`. */
  readonly mean?: 'arithmetic' | 'geometric';
}

/**
 * Returns mean excess return over its standard deviation, annualised: (m(r − f) / s(r − f)) √periodsPerYear.
 *
 * `undefined` for fewer than two returns or without variance.
 *
 * Source: Sharpe 1966 and 1994.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { sharpeRatio } from '@sigmax/core';
 * sharpeRatio([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1], { periodsPerYear: 252 })?.toFixed(6); // => '1.723861'
 * sharpeRatio([0.01, 0.01, 0.01], { periodsPerYear: 252 }); // => undefined
 * ```
 */
export const sharpeRatio = (returns: ArrayLike<number>, options: SharpeOptions): number | undefined => {
  const { periodsPerYear, riskFreePerPeriod = 0, ddof = 1, mean = 'arithmetic' } = options;
  requireFinite(returns, 'sharpeRatio');
  requirePositive(periodsPerYear, 'periodsPerYear', 'sharpeRatio');
  const excess = riskFreePerPeriod === 0 ? returns : mapColumn(returns, (value) => value - riskFreePerPeriod);
  const perPeriod = ratio(meanReturn(excess, { mean }), standardDeviation(excess, ddof));
  return perPeriod === undefined ? undefined : perPeriod * Math.sqrt(periodsPerYear);
};
