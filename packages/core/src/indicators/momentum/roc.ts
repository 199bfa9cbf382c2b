import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { known } from '../known';
import { Delay } from '../rolling/delay';

class Roc implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly past: Delay;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.past = new Delay(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('roc', 'price', price);
    const old = this.past.next(price);
    return old === undefined ? otherwise : known((price - old) / old, otherwise);
  }
}

/**
 * Rate of change: by what fraction the price has changed since `period` prices ago.
 *
 * `(xₜ − xₜ₋ₙ) / xₜ₋ₙ`, a fraction as all rates here: 0.02 is 2 %. That is `ROCP` in TA-Lib, whose `ROC` is 100 times
 * as large, and `ROC` in LEAN. `undefined` where the old price is 0.
 *
 * - Warm-up: `period + 1` prices.
 * - Cost: O(1) and `period` numbers of memory.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { roc } from '@sigmax/core';
 * roc.batch([80, 90, 100], 2).at(2); // => 0.25
 * ```
 */
export const roc: Indicator<[period: number], number, number> = defineIndicator({
  name: 'roc',
  input: 'number',
  start: (period: number) => new Roc(checkedPeriod('roc', period)),
});
