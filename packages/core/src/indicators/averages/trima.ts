import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

class Trima implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly inner: RollingMean;
  private readonly outer: RollingMean;

  constructor(period: number) {
    this.warmUp = period;
    const half = Math.ceil(period / 2);
    this.inner = new RollingMean(half);
    this.outer = new RollingMean(period - half + 1);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('trima', 'price', price);
    const mean = this.inner.next(price);
    return mean === undefined ? otherwise : this.outer.next(mean, otherwise);
  }
}

/**
 * Triangular moving average: a mean of means, whose weights rise to the middle of the last `period` prices and fall again.
 *
 * `sma(sma(x, ⌈n / 2⌉), n + 1 − ⌈n / 2⌉)`: weights 1, 2, 3, 2, 1 for five prices, 1, 2, 3, 3, 2, 1 for six.
 *
 * - Warm-up: `period` prices. Equal prices give exactly that price.
 * - Cost: O(1) amortised and `period + 1` numbers of memory; sums never drift.
 * - Source: S. B. Achelis 2000, "Technical Analysis from A to Z", moving averages, triangular.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { trima } from '@sigmax/core';
 * trima.batch([1, 4, 2], 3).at(2); // => 2.75
 * ```
 */
export const trima: Indicator<[period: number], number, number> = defineIndicator({
  name: 'trima',
  input: 'number',
  start: (period: number) => new Trima(checkedPeriod('trima', period)),
});
