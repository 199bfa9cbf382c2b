import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RelativeStrength } from '../rolling/relative-strength';

class Rsi implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly strength: RelativeStrength;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.strength = new RelativeStrength(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('rsi', 'price', price);
    return this.strength.next(price, otherwise);
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
  fill: (prices, [strengths], period) => new RelativeStrength(period).fill(prices, strengths as Float64Array),
});
