import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMoments } from '../rolling/rolling-moments';

class RollingStandardDeviation implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly moments: RollingMoments;

  constructor(period: number) {
    this.warmUp = period;
    this.moments = new RollingMoments(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    requireFinite('rollingStandardDeviation', 'value', value);
    return this.moments.add(value) ? Math.sqrt(this.moments.variance) : otherwise;
  }
}

/**
 * Standard deviation of the last `period` numbers.
 *
 * `√(Σ (x − μ)² / n)`, the population deviation, as in {@link bollinger}; times `√(n / (n − 1))` it is that of a sample. Equal
 * numbers give exactly 0.
 *
 * - Warm-up: `period` numbers.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; small deviations on large numbers keep their digits.
 * - Source: B. P. Welford 1962; T. F. Chan, G. H. Golub, R. J. LeVeque 1979.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link rollingVariance}, {@link zScore}
 * @example
 * ```ts
 * import { rollingStandardDeviation } from '@sigmax/core';
 * rollingStandardDeviation.batch([2, 4, 4, 4, 5, 5, 7, 9], 8).at(7); // => 2
 * ```
 */
export const rollingStandardDeviation: Indicator<[period: number], number, number> = defineIndicator({
  name: 'rollingStandardDeviation',
  input: 'number',
  start: (period: number) => new RollingStandardDeviation(checkedPeriod('rollingStandardDeviation', period)),
});
