import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { WeightedMean } from '../rolling/weighted-mean';

class Hma implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly fast: WeightedMean;
  private readonly slow: WeightedMean;
  private readonly smooth: WeightedMean;

  constructor(period: number) {
    const smoothPeriod = Math.floor(Math.sqrt(period));
    this.warmUp = period + smoothPeriod - 1;
    this.fast = new WeightedMean(Math.floor(period / 2));
    this.slow = new WeightedMean(period);
    this.smooth = new WeightedMean(smoothPeriod);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('hma', 'price', price);
    const fast = this.fast.next(price);
    const slow = this.slow.next(price);
    return fast === undefined || slow === undefined ? otherwise : this.smooth.next(2 * fast - slow, otherwise);
  }
}

/**
 * Hull moving average: a weighted average that follows a trend with little lag and is smoothed afterwards.
 *
 * `wma(2 · wma(x, ⌊n / 2⌋) − wma(x, n), ⌊√n⌋)`; both inner periods are rounded down, as Hull's `Integer` does.
 *
 * - Warm-up: `period + ⌊√period⌋ − 1` prices.
 * - Cost: O(1) amortised.
 * - Source: A. Hull 2005, "How to reduce lag in a moving average".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 2 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { hma } from '@sigmax/core';
 * hma(16).warmUp; // => 19
 * hma.batch([1, 2, 3, 4, 5], 4).at(4); // => 5
 * ```
 */
export const hma: Indicator<[period: number], number, number> = defineIndicator({
  name: 'hma',
  input: 'number',
  start: (period: number) => new Hma(checkedPeriod('hma', period, 2)),
});
