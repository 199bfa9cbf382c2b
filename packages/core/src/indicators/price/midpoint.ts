import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMaximum } from '../rolling/rolling-maximum';

class Midpoint implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;

  constructor(period: number) {
    this.warmUp = period;
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('midpoint', 'price', price);
    const highest = this.highest.next(price);
    const lowestNegated = this.lowestNegated.next(-price);
    return highest === undefined || lowestNegated === undefined ? otherwise : (highest - lowestNegated) / 2;
  }
}

/**
 * Midpoint: the middle between the highest and the lowest of the last `period` prices.
 *
 * `(highest + lowest) / 2`. Of highs and lows instead of prices it is the middle of {@link donchian}, `MIDPRICE` in TA-Lib.
 *
 * - Warm-up: `period` prices. Units: those of the price.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { midpoint } from '@sigmax/core';
 * midpoint.batch([10, 18, 11], 3).at(2); // => 14
 * ```
 */
export const midpoint: Indicator<[period: number], number, number> = defineIndicator({
  name: 'midpoint',
  input: 'number',
  start: (period: number) => new Midpoint(checkedPeriod('midpoint', period)),
});
