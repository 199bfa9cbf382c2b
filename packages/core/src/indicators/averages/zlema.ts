import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { Delay } from '../rolling/delay';
import { ExponentialMean } from '../rolling/exponential-mean';

class Zlema implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly past: Delay;
  private readonly mean: ExponentialMean;

  constructor(period: number) {
    const lag = Math.floor((period - 1) / 2);
    this.warmUp = period + lag;
    this.past = new Delay(lag);
    this.mean = new ExponentialMean(period, 2 / (period + 1));
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('zlema', 'price', price);
    const old = this.past.next(price);
    return old === undefined ? otherwise : this.mean.next(price + (price - old), otherwise);
  }
}

/**
 * Zero-lag exponential moving average: the average of prices to which their latest change has been added once more.
 *
 * `ema(xₜ + (xₜ − xₜ₋ₖ), n)` with `k = ⌊(n − 1) / 2⌋`, the lag of the average, which starts from the mean of its first
 * `period` inputs.
 *
 * - Warm-up: `period + ⌊(period − 1) / 2⌋` prices.
 * - Cost: O(1) and k numbers of memory.
 * - Source: J. Ehlers, R. Way 2010, "Zero Lag (Well, Almost)", the simple form.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { zlema } from '@sigmax/core';
 * zlema.batch([1, 2, 3, 4, 5], 3).at(4); // => 5
 * ```
 */
export const zlema: Indicator<[period: number], number, number> = defineIndicator({
  name: 'zlema',
  input: 'number',
  start: (period: number) => new Zlema(checkedPeriod('zlema', period)),
});
