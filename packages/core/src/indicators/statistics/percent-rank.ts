import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingRank } from '../rolling/rolling-rank';

class PercentRank implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly rank: RollingRank;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.rank = new RollingRank(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    requireFinite('percentRank', 'value', value);
    return this.rank.next(value, otherwise);
  }
}

/**
 * Percent rank: what percentage of the `period` numbers before the newest were smaller than it.
 *
 * `100 · #{xᵢ < xₜ, t − n ≤ i < t} / n`. Equal numbers are not smaller, so numbers that do not change have rank 0;
 * TradingView's `percentrank` counts equal ones too.
 *
 * - Warm-up: `period + 1` numbers.
 * - Cost: O(period) comparisons per number.
 * - Source: L. Connors, C. Alvarez 2012, "An Introduction to ConnorsRSI".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { percentRank } from '@sigmax/core';
 * percentRank.batch([1, 9, 3, 3, 4], 4).at(4); // => 75
 * ```
 */
export const percentRank: Indicator<[period: number], number, number> = defineIndicator({
  name: 'percentRank',
  input: 'number',
  start: (period: number) => new PercentRank(checkedPeriod('percentRank', period)),
});
