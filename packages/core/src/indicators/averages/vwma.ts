import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { known } from '../known';
import { RollingMean } from '../rolling/rolling-mean';

type CloseVolume = Pick<PriceBar, 'close' | 'volume'>;

class Vwma implements RunningIndicator<CloseVolume, number> {
  readonly warmUp: number;
  private readonly turnover: RollingMean;
  private readonly volume: RollingMean;

  constructor(period: number) {
    this.warmUp = period;
    this.turnover = new RollingMean(period);
    this.volume = new RollingMean(period);
  }

  next({ close, volume }: CloseVolume, otherwise?: number): number | undefined {
    requireFinite('vwma', 'close', close);
    requireFinite('vwma', 'volume', volume);
    const meanTurnover = this.turnover.next(close * volume);
    const meanVolume = this.volume.next(volume);
    return meanTurnover === undefined || meanVolume === undefined
      ? otherwise
      : known(meanTurnover / meanVolume, otherwise);
  }
}

/**
 * Volume-weighted moving average of the close over the last `period` bars.
 *
 * `Σ close·volume / Σ volume`. {@link vwap} does the same with the mean of the four prices of a bar. `undefined` while the
 * window holds no volume.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; sums never drift.
 * - Source: B. Dormeier 2011, "Investing with Volume Analysis".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} close or volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { vwma } from '@sigmax/core';
 * const average = vwma(2);
 * average.next({ close: 10, volume: 3 }); // => undefined
 * average.next({ close: 18, volume: 1 }); // => 12
 * ```
 */
export const vwma: Indicator<[period: number], CloseVolume, number> = defineIndicator({
  name: 'vwma',
  input: 'bar',
  start: (period: number) => new Vwma(checkedPeriod('vwma', period)),
});
