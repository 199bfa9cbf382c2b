import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { WeightedMean } from '../rolling/weighted-mean';

class Wma implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly mean: WeightedMean;

  constructor(period: number) {
    this.warmUp = period;
    this.mean = new WeightedMean(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('wma', 'price', price);
    return this.mean.next(price, otherwise);
  }
}

/**
 * Weighted moving average: the newest of the last `period` prices counts `period` times, the oldest once.
 *
 * `(n·xₜ + (n − 1)·xₜ₋₁ + … + 1·xₜ₋ₙ₊₁) / (n (n + 1) / 2)`
 *
 * - Warm-up: `period` prices. Equal prices give exactly that price.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; sums never drift.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { wma } from '@sigmax/core';
 * wma.batch([1, 2, 6], 3).at(2); // => 3.8333333333333335
 * ```
 */
export const wma: Indicator<[period: number], number, number> = defineIndicator({
  name: 'wma',
  input: 'number',
  start: (period: number) => new Wma(checkedPeriod('wma', period)),
});
