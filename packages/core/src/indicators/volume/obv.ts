import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFinite } from '../input-checks';
import { CompensatedSum } from '../rolling/compensated-sum';

type CloseVolume = Pick<PriceBar, 'close' | 'volume'>;

class Obv implements RunningIndicator<CloseVolume, number> {
  readonly warmUp = 1;
  private previousClose = -Infinity;
  private readonly sum = new CompensatedSum();

  next({ close, volume }: CloseVolume): number {
    requireFinite('obv', 'close', close);
    requireFinite('obv', 'volume', volume);
    const change = close > this.previousClose ? volume : close < this.previousClose ? -volume : 0;
    this.previousClose = close;
    return this.sum.add(change);
  }
}

/**
 * On-balance volume: the volume of bars that closed higher minus that of bars that closed lower, summed from the start.
 *
 * The first bar counts as higher, as in TA-Lib and in LEAN's reference data; libraries that start from 0 differ by its
 * volume throughout. Only changes carry meaning, since the level depends on where the series starts.
 *
 * - Warm-up: 1 bar. Units: the base asset.
 * - Cost: O(1); the sum is compensated (Neumaier 1974), so that fractional volumes do not drift.
 * - Source: J. E. Granville 1963, "Granville's New Key to Stock Market Profits".
 *
 * @throws {DataError} close or volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { obv } from '@sigmax/core';
 * const balance = obv();
 * balance.next({ close: 10, volume: 5 }); // => 5
 * balance.next({ close: 11, volume: 2 }); // => 7
 * balance.next({ close: 9, volume: 4 }); // => 3
 * ```
 */
export const obv: Indicator<[], CloseVolume, number> = defineIndicator({
  name: 'obv',
  input: 'bar',
  start: () => new Obv(),
});
