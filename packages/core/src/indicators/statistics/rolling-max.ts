import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMaximum } from '../rolling/rolling-maximum';

class RollingMax implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly maximum: RollingMaximum;

  constructor(period: number) {
    this.warmUp = period;
    this.maximum = new RollingMaximum(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    requireFinite('rollingMax', 'value', value);
    return this.maximum.next(value, otherwise);
  }
}

/**
 * The largest of the last `period` numbers.
 *
 * - Warm-up: `period` numbers.
 * - Cost: O(1) amortised, at most three comparisons per number, and `period` numbers of memory.
 * - Source: M. van Herk 1992, "A fast algorithm for local minimum and maximum filters".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link rollingMin}
 * @example
 * ```ts
 * import { rollingMax } from '@sigmax/core';
 * rollingMax.batch([5, 1, 2, 4], 3).at(2); // => 5
 * rollingMax.batch([5, 1, 2, 4], 3).at(3); // => 4
 * ```
 */
export const rollingMax: Indicator<[period: number], number, number> = defineIndicator({
  name: 'rollingMax',
  input: 'number',
  start: (period: number) => new RollingMax(checkedPeriod('rollingMax', period)),
});
