import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';

class Rsi implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly gains: ExponentialMean;
  private readonly losses: ExponentialMean;
  private previous = 0;
  private hasPrevious = false;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.gains = new ExponentialMean(period, 1 / period);
    this.losses = new ExponentialMean(period, 1 / period);
  }

  next(price: number): number | undefined {
    requireFinite('rsi', 'price', price);
    const change = price - this.previous;
    this.previous = price;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return undefined;
    }
    const gain = this.gains.next(change > 0 ? change : 0);
    const loss = this.losses.next(change < 0 ? -change : 0);
    if (gain === undefined || loss === undefined) return undefined;
    const total = gain + loss;
    return total > 0 ? (100 * gain) / total : 50;
  }

  /** See `IndicatorDefinition`. */
  fill(prices: Float64Array, strengths: Float64Array): void {
    const { warmUp } = this;
    const weight = 1 / (warmUp - 1);
    for (let index = 0; index < warmUp; index++) {
      strengths[index] = this.next(prices[index] as number) ?? 0;
    }
    // The two averages in local variables, which cost less than fields.
    let gain = this.gains.value;
    let loss = this.losses.value;
    let previous = prices[warmUp - 1] as number;
    for (let index = warmUp; index < prices.length; index++) {
      const price = prices[index] as number;
      const change = price - previous;
      previous = price;
      gain += weight * ((change > 0 ? change : 0) - gain);
      loss += weight * ((change < 0 ? -change : 0) - loss);
      const total = gain + loss;
      strengths[index] = total > 0 ? (100 * gain) / total : 50;
    }
  }
}

/**
 * Relative strength index: the share of gains in all price changes, from 0 (losses only) to 100 (gains only).
 *
 * `100 · G / (G + L)`, where G and L are the gains and losses after Wilder's smoothing: the mean of the first `period`
 * changes, then `Gₜ = Gₜ₋₁ + (gainₜ − Gₜ₋₁) / n`. Without any change, gains and losses are both 0 and the result is 50,
 * the middle.
 *
 * - Warm-up: `period + 1` prices, which make `period` changes.
 * - Cost: O(1).
 * - Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { rsi } from '@sigmax/core';
 * rsi.batch([10, 11, 10, 12], 3).at(3); // => 75
 * rsi.batch([10, 10, 10, 10], 3).at(3); // => 50
 * ```
 */
export const rsi: Indicator<[period: number], number, number> = defineIndicator({
  name: 'rsi',
  input: 'number',
  start: (period: number) => new Rsi(checkedPeriod('rsi', period)),
  fill: (prices, [strengths], period) => new Rsi(period).fill(prices, strengths as Float64Array),
});
