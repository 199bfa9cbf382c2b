import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';

class Ema implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly mean: ExponentialMean;

  constructor(period: number) {
    this.warmUp = period;
    this.mean = new ExponentialMean(period, 2 / (period + 1));
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('ema', 'price', price);
    return this.mean.next(price, otherwise);
  }
}

/**
 * Exponential moving average: each price moves the average by 2 / (period + 1) of their distance.
 *
 * `eₜ = eₜ₋₁ + 2 / (n + 1) · (xₜ − eₜ₋₁)`, started from the simple average of the first `period` prices, as TA-Lib,
 * LEAN and TradingView do; libraries that start from the first price differ until the start has faded.
 *
 * - Warm-up: `period` prices. The start keeps a weight of about 13 % after another `period` prices.
 * - Cost: O(1).
 * - Source: P. N. Haurlan 1968, "Measuring Trend Values"; start as in TA-Lib `TA_EMA`.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { ema } from '@sigmax/core';
 * const average = ema(3);
 * average.warmUp; // => 3
 * [1, 2, 6, 7].map((price) => average.next(price)); // => [undefined, undefined, 3, 5]
 * ```
 */
export const ema: Indicator<[period: number], number, number> = defineIndicator({
  name: 'ema',
  input: 'number',
  start: (period: number) => new Ema(checkedPeriod('ema', period)),
  fill: (prices, [means], period) => new ExponentialMean(period, 2 / (period + 1)).fill(prices, means as Float64Array),
});
