import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

type Range = Pick<PriceBar, 'high' | 'low'>;

class DeMarker implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly rises: RollingMean;
  private readonly falls: RollingMean;
  private previousHigh = Infinity;
  private previousLow = -Infinity;

  constructor(period: number) {
    this.warmUp = period;
    this.rises = new RollingMean(period);
    this.falls = new RollingMean(period);
  }

  next({ high, low }: Range, otherwise?: number): number | undefined {
    requireFinite('deMarker', 'high', high);
    requireFinite('deMarker', 'low', low);
    const rise = this.rises.next(Math.max(high - this.previousHigh, 0));
    const fall = this.falls.next(Math.max(this.previousLow - low, 0));
    this.previousHigh = high;
    this.previousLow = low;
    if (rise === undefined || fall === undefined) return otherwise;
    return rise + fall > 0 ? Math.max(0, Math.min(1, rise / (rise + fall))) : 0.5;
  }
}

/**
 * DeMarker: the share of rises of the high in these and the falls of the low, from 0 to 1.
 *
 * `U / (U + D)` with the simple averages over `period` bars of `max(highₜ − highₜ₋₁, 0)` and `max(lowₜ₋₁ − lowₜ, 0)`; the
 * first bar counts as neither, as in LEAN. 0.5, the middle, where neither has happened.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; sums never drift.
 * - Source: T. R. DeMark 1994, "The New Science of Technical Analysis".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { deMarker } from '@sigmax/core';
 * const oscillator = deMarker(2);
 * oscillator.next({ high: 12, low: 10 }); // => undefined
 * oscillator.next({ high: 15, low: 9 }); // => 0.75
 * ```
 */
export const deMarker: Indicator<[period: number], Range, number> = defineIndicator({
  name: 'deMarker',
  input: 'bar',
  start: (period: number) => new DeMarker(checkedPeriod('deMarker', period)),
});
