import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';

type CloseVolume = Pick<PriceBar, 'close' | 'volume'>;

class ForceIndex implements RunningIndicator<CloseVolume, number> {
  readonly warmUp: number;
  private readonly mean: ExponentialMean;
  private previousClose = 0;
  private hasPrevious = false;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.mean = new ExponentialMean(period, 2 / (period + 1));
  }

  next({ close, volume }: CloseVolume, otherwise?: number): number | undefined {
    requireFinite('forceIndex', 'close', close);
    requireFinite('forceIndex', 'volume', volume);
    const change = close - this.previousClose;
    this.previousClose = close;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    return this.mean.next(change * volume, otherwise);
  }
}

/**
 * Force index: price changes times volume, averaged.
 *
 * `ema((closeₜ − closeₜ₋₁) · volume, n)`, started from the mean of its first inputs.
 *
 * - Warm-up: `period + 1` bars. Units: the quote asset.
 * - Cost: O(1).
 * - Source: A. Elder 1993, "Trading for a Living"; he takes 2 and 13 bars.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} close or volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { forceIndex } from '@sigmax/core';
 * const force = forceIndex(1);
 * force.next({ close: 10, volume: 3 }); // => undefined
 * force.next({ close: 12, volume: 4 }); // => 8
 * ```
 */
export const forceIndex: Indicator<[period: number], CloseVolume, number> = defineIndicator({
  name: 'forceIndex',
  input: 'bar',
  start: (period: number) => new ForceIndex(checkedPeriod('forceIndex', period)),
});
