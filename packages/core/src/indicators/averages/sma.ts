import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

class Sma implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly mean: RollingMean;

  constructor(period: number) {
    this.warmUp = period;
    this.mean = new RollingMean(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('sma', 'price', price);
    return this.mean.next(price, otherwise);
  }
}

/**
 * Simple moving average: the mean of the last `period` prices.
 *
 * `(xₜ + xₜ₋₁ + … + xₜ₋ₙ₊₁) / n`
 *
 * - Warm-up: `period` prices. Equal prices give exactly that price.
 * - Cost: O(1) amortised and `period` numbers of memory; sums never drift, see `rolling/rolling-mean.ts`.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { sma } from '@sigmax/core';
 * const average = sma(3);
 * average.next(1); // => undefined
 * average.next(2); // => undefined
 * average.next(6); // => 3
 * sma(3).next(1, 0); // => 0
 * sma.batch([1, 2, 6, 7], 3).at(3); // => 5
 * ```
 */
export const sma: Indicator<[period: number], number, number> = defineIndicator({
  name: 'sma',
  input: 'number',
  start: (period: number) => new Sma(checkedPeriod('sma', period)),
  fill: (prices, [means], period) => new RollingMean(period).fill(prices, means as Float64Array),
});
