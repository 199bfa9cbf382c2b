import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMoments } from '../rolling/rolling-moments';

class RollingVariance implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly moments: RollingMoments;

  constructor(period: number) {
    this.warmUp = period;
    this.moments = new RollingMoments(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    requireFinite('rollingVariance', 'value', value);
    return this.moments.add(value) ? this.moments.variance : otherwise;
  }
}

/**
 * Variance of the last `period` numbers.
 *
 * `Σ (x − μ)² / n`, the population variance, as in {@link bollinger}; times `n / (n − 1)` it is that of a sample. Equal
 * numbers give exactly 0.
 *
 * - Warm-up: `period` numbers.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; small variances on large numbers keep their digits.
 * - Source: B. P. Welford 1962; T. F. Chan, G. H. Golub, R. J. LeVeque 1979.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link rollingStandardDeviation}
 * @example
 * ```ts
 * import { rollingVariance } from '@sigmax/core';
 * rollingVariance.batch([2, 4, 4, 4, 5, 5, 7, 9], 8).at(7); // => 4
 * ```
 */
export const rollingVariance: Indicator<[period: number], number, number> = defineIndicator({
  name: 'rollingVariance',
  input: 'number',
  start: (period: number) => new RollingVariance(checkedPeriod('rollingVariance', period)),
});
