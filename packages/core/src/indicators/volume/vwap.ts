import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite, requireFiniteRange } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

class Vwap implements RunningIndicator<PriceBar, number> {
  readonly warmUp: number;
  private readonly turnover: RollingMean;
  private readonly volume: RollingMean;

  constructor(period: number) {
    this.warmUp = period;
    this.turnover = new RollingMean(period);
    this.volume = new RollingMean(period);
  }

  next({ open, high, low, close, volume }: PriceBar, otherwise?: number): number | undefined {
    requireFinite('vwap', 'open', open);
    requireFiniteRange('vwap', high, low, close);
    requireFinite('vwap', 'volume', volume);
    const meanTurnover = this.turnover.next(((open + high + low + close) / 4) * volume);
    const meanVolume = this.volume.next(volume);
    if (meanTurnover === undefined || meanVolume === undefined) return otherwise;
    const price = meanTurnover / meanVolume;
    return Number.isFinite(price) ? price : otherwise;
  }
}

/**
 * Volume-weighted average price of the last `period` bars.
 *
 * `Σ p·volume / Σ volume`, where p is (open + high + low + close) / 4, the estimate of a bar's mean price that LEAN
 * uses; TradingView's default is (high + low + close) / 3. The window rolls: it is not reset at the start of a day,
 * which a market without a close does not have. `undefined` while the window holds no volume.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; sums never drift.
 * - Source: S. Berkowitz, D. Logue, E. Noser 1988, "The Total Cost of Transactions on the NYSE".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price or the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { vwap } from '@sigmax/core';
 * const average = vwap(2);
 * average.next({ open: 10, high: 10, low: 10, close: 10, volume: 3 }); // => undefined
 * average.next({ open: 18, high: 18, low: 18, close: 18, volume: 1 }); // => 12
 * ```
 */
export const vwap: Indicator<[period: number], PriceBar, number> = defineIndicator({
  name: 'vwap',
  input: 'bar',
  start: (period: number) => new Vwap(checkedPeriod('vwap', period)),
});
