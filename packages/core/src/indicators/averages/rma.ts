import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';

class Rma implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly mean: ExponentialMean;

  constructor(period: number) {
    this.warmUp = period;
    this.mean = new ExponentialMean(period, 1 / period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('rma', 'price', price);
    return this.mean.next(price, otherwise);
  }
}

/**
 * Wilder's moving average: each price moves the average by an n-th part of their distance.
 *
 * `aₜ = aₜ₋₁ + (xₜ − aₜ₋₁) / n`, started from the mean of the first `period` prices. It is an {@link ema} of period
 * 2·n − 1 with an earlier start, is called SMMA and RMA too, and smooths {@link rsi}, {@link atr} and {@link adx}.
 *
 * - Warm-up: `period` prices. The start keeps a weight of about 37 % after another `period` prices.
 * - Cost: O(1).
 * - Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { rma } from '@sigmax/core';
 * rma.batch([1, 3, 6], 2).at(1); // => 2
 * rma.batch([1, 3, 6], 2).at(2); // => 4
 * ```
 */
export const rma: Indicator<[period: number], number, number> = defineIndicator({
  name: 'rma',
  input: 'number',
  start: (period: number) => new Rma(checkedPeriod('rma', period)),
  fill: (prices, [means], period) => new ExponentialMean(period, 1 / period).fill(prices, means as Float64Array),
});
