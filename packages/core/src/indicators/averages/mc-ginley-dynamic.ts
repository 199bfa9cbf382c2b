import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

class McGinleyDynamic implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly period: number;
  private readonly start: RollingMean;
  private value: number | undefined;

  constructor(period: number) {
    this.warmUp = period;
    this.period = period;
    this.start = new RollingMean(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('mcGinleyDynamic', 'price', price);
    const { value } = this;
    if (value === undefined) {
      this.value = this.start.next(price);
    } else {
      const ratio = price / value;
      const step = value === 0 ? Infinity : (price - value) / (this.period * ratio * ratio * ratio * ratio);
      // Far below the average the formula would leap past the price; at most it goes there.
      this.value = Math.abs(step) <= Math.abs(price - value) ? value + step : price;
    }
    return this.value ?? otherwise;
  }
}

/**
 * McGinley dynamic: an average that follows falling prices faster than rising ones.
 *
 * `mₜ = mₜ₋₁ + (xₜ − mₜ₋₁) / (n·(xₜ / mₜ₋₁)⁴)`, started from the simple average of the first `period` prices, as in LEAN;
 * McGinley himself takes 60 % of the period that an average would have. Where the step would lead beyond the price, as it
 * does for n = 14 when the price is less than half of the average, the average is put at the price.
 *
 * - Warm-up: `period` prices.
 * - Cost: O(1).
 * - Source: J. R. McGinley 1997, "McGinley Dynamics"; start as in LEAN.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { mcGinleyDynamic } from '@sigmax/core';
 * mcGinleyDynamic.batch([100, 100, 110], 2).at(2)?.toFixed(6); // => '103.415067'
 * ```
 */
export const mcGinleyDynamic: Indicator<[period: number], number, number> = defineIndicator({
  name: 'mcGinleyDynamic',
  input: 'number',
  start: (period: number) => new McGinleyDynamic(checkedPeriod('mcGinleyDynamic', period)),
});
