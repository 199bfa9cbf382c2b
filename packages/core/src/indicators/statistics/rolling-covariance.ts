import { defineIndicator, type Indicator, type NumberPair, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingComoments } from '../rolling/rolling-comoments';

class RollingCovariance implements RunningIndicator<NumberPair, number> {
  readonly warmUp: number;
  private readonly moments: RollingComoments;

  constructor(period: number) {
    this.warmUp = period;
    this.moments = new RollingComoments(period);
  }

  next({ x, y }: NumberPair, otherwise?: number): number | undefined {
    requireFinite('rollingCovariance', 'x', x);
    requireFinite('rollingCovariance', 'y', y);
    return this.moments.add(x, y) ? this.moments.covariance : otherwise;
  }
}

/**
 * Covariance of the last `period` pairs of numbers.
 *
 * `Σ (x − x̄)(y − ȳ) / n`, the population covariance; times `n / (n − 1)` it is that of a sample. 0 where one of the two does
 * not change. Give it returns, not prices, to compare instruments.
 *
 * - Warm-up: `period` pairs.
 * - Cost: O(1) amortised and 7 · `period` numbers of memory; sums never drift.
 * - Source: T. F. Chan, G. H. Golub, R. J. LeVeque 1979, eq. 2.1, for products.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`), or the two columns of `batch`
 * have different lengths (`COLUMN_LENGTHS`).
 * @see {@link rollingCorrelation}, {@link rollingBeta}
 * @example
 * ```ts
 * import { rollingCovariance } from '@sigmax/core';
 * rollingCovariance.batch({ x: [1, 3], y: [2, 8] }, 2).at(1); // => 3
 * ```
 */
export const rollingCovariance: Indicator<[period: number], NumberPair, number> = defineIndicator({
  name: 'rollingCovariance',
  input: 'pair',
  start: (period: number) => new RollingCovariance(checkedPeriod('rollingCovariance', period)),
});
