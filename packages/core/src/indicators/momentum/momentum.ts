import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { Delay } from '../rolling/delay';

class Momentum implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly past: Delay;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.past = new Delay(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('momentum', 'price', price);
    const old = this.past.next(price);
    return old === undefined ? otherwise : price - old;
  }
}

/**
 * Momentum: how far the price has moved since `period` prices ago, in the unit of the price.
 *
 * `xₜ − xₜ₋ₙ`; {@link roc} is the same as a fraction of the old price.
 *
 * - Warm-up: `period + 1` prices.
 * - Cost: O(1) and `period` numbers of memory.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { momentum } from '@sigmax/core';
 * momentum.batch([80, 90, 100], 2).at(2); // => 20
 * ```
 */
export const momentum: Indicator<[period: number], number, number> = defineIndicator({
  name: 'momentum',
  input: 'number',
  start: (period: number) => new Momentum(checkedPeriod('momentum', period)),
});
