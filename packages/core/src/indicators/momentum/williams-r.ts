import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFiniteRange } from '../input-checks';
import { RollingMaximum } from '../rolling/rolling-maximum';

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class WilliamsR implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;

  constructor(period: number) {
    this.warmUp = period;
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
  }

  next({ high, low, close }: Range, otherwise?: number): number | undefined {
    requireFiniteRange('williamsR', high, low, close);
    const highest = this.highest.next(high);
    const lowestNegated = this.lowestNegated.next(-low);
    if (highest === undefined || lowestNegated === undefined) return otherwise;
    const below = (close - highest) / (highest + lowestNegated);
    return Number.isFinite(below) ? 100 * below : -50;
  }
}

/**
 * Williams %R: how far the close is below the highest high, from −100 at the lowest low to 0 at the highest high.
 *
 * `−100 · (highest high − close) / (highest high − lowest low)` over the last `period` bars, which is the fast
 * {@link stochastic} minus 100. Bars without any range place the close in the middle, at −50.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory.
 * - Source: L. R. Williams 1973, "How I Made One Million Dollars Last Year Trading Commodities".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { williamsR } from '@sigmax/core';
 * const oscillator = williamsR(2);
 * oscillator.next({ high: 12, low: 10, close: 11 }); // => undefined
 * oscillator.next({ high: 14, low: 11, close: 13 }); // => -25
 * ```
 */
export const williamsR: Indicator<[period: number], Range, number> = defineIndicator({
  name: 'williamsR',
  input: 'bar',
  start: (period: number) => new WilliamsR(checkedPeriod('williamsR', period)),
});
