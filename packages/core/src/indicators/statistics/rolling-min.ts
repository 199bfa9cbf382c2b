import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMaximum } from '../rolling/rolling-maximum';

class RollingMin implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly negated: RollingMaximum;

  constructor(period: number) {
    this.warmUp = period;
    this.negated = new RollingMaximum(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    requireFinite('rollingMin', 'value', value);
    const negated = this.negated.next(-value);
    return negated === undefined ? otherwise : -negated;
  }
}

/**
 * The smallest of the last `period` numbers.
 *
 * - Warm-up: `period` numbers.
 * - Cost: O(1) amortised, at most three comparisons per number, and `period` numbers of memory.
 * - Source: M. van Herk 1992, "A fast algorithm for local minimum and maximum filters".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link rollingMax}
 * @example
 * ```ts
 * import { rollingMin } from '@sigmax/core';
 * rollingMin.batch([1, 5, 4, 6], 3).at(2); // => 1
 * rollingMin.batch([1, 5, 4, 6], 3).at(3); // => 4
 * ```
 */
export const rollingMin: Indicator<[period: number], number, number> = defineIndicator({
  name: 'rollingMin',
  input: 'number',
  start: (period: number) => new RollingMin(checkedPeriod('rollingMin', period)),
});
