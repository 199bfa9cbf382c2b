import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { Delay } from '../rolling/delay';
import { RollingMean } from '../rolling/rolling-mean';

class DetrendedPriceOscillator implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly past: Delay;
  private readonly mean: RollingMean;

  constructor(period: number) {
    const back = Math.floor(period / 2) + 1;
    this.warmUp = Math.max(period, back + 1);
    this.past = new Delay(back);
    this.mean = new RollingMean(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('detrendedPriceOscillator', 'price', price);
    const old = this.past.next(price);
    const mean = this.mean.next(price);
    return old === undefined || mean === undefined ? otherwise : old - mean;
  }
}

/**
 * Detrended price oscillator: the price of half a period ago minus the average that surrounds it.
 *
 * `xₜ₋ₖ − sma(x, n)` with `k = ⌊n / 2⌋ + 1`. Charts draw the value k places back, at the price that it speaks of; it is
 * known only now, which is when it comes out here.
 *
 * - Warm-up: `period` prices (one more for periods of 1 and 2).
 * - Units: those of the price.
 * - Cost: O(1) amortised and 1.5 · `period` numbers of memory; the sum never drifts.
 * - Source: S. B. Achelis 2000, "Technical Analysis from A to Z".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { detrendedPriceOscillator } from '@sigmax/core';
 * detrendedPriceOscillator.batch([1, 2, 9, 4], 4).at(3); // => -3
 * ```
 */
export const detrendedPriceOscillator: Indicator<[period: number], number, number> = defineIndicator({
  name: 'detrendedPriceOscillator',
  input: 'number',
  start: (period: number) => new DetrendedPriceOscillator(checkedPeriod('detrendedPriceOscillator', period)),
});
