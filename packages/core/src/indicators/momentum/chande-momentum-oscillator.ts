import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { GainsAndLosses } from '../rolling/gains-and-losses';

class ChandeMomentumOscillator implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly changes: GainsAndLosses;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.changes = new GainsAndLosses(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('chandeMomentumOscillator', 'price', price);
    const balance = this.changes.next(price);
    return balance === undefined ? otherwise : 100 * balance;
  }
}

/**
 * Chande momentum oscillator: gains minus losses in percent of both, from −100 (losses only) to 100 (gains only).
 *
 * `100 · (G − L) / (G + L)` with the sums of gains and losses of the last `period` changes; 0 where nothing has changed.
 * TA-Lib smooths G and L as {@link rsi} does, which makes its `CMO` equal to `2·rsi − 100`.
 *
 * - Warm-up: `period + 1` prices.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; sums never drift.
 * - Source: T. S. Chande, S. Kroll 1994, "The New Technical Trader".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { chandeMomentumOscillator } from '@sigmax/core';
 * // Gains 1 and 2, loss 1.
 * chandeMomentumOscillator.batch([10, 11, 10, 12], 3).at(3); // => 50
 * ```
 */
export const chandeMomentumOscillator: Indicator<[period: number], number, number> = defineIndicator({
  name: 'chandeMomentumOscillator',
  input: 'number',
  start: (period: number) => new ChandeMomentumOscillator(checkedPeriod('chandeMomentumOscillator', period)),
});
