import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFinite } from '../input-checks';
import { CompensatedSum } from '../rolling/compensated-sum';

type CloseVolume = Pick<PriceBar, 'close' | 'volume'>;

class PriceVolumeTrend implements RunningIndicator<CloseVolume, number> {
  readonly warmUp = 2;
  private readonly sum = new CompensatedSum();
  private previousClose = 0;
  private hasPrevious = false;

  next({ close, volume }: CloseVolume, otherwise?: number): number | undefined {
    requireFinite('priceVolumeTrend', 'close', close);
    requireFinite('priceVolumeTrend', 'volume', volume);
    const { previousClose } = this;
    this.previousClose = close;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    const change = volume * ((close - previousClose) / previousClose);
    return this.sum.add(Number.isFinite(change) ? change : 0);
  }
}

/**
 * Price volume trend: volume times the rate of change of the close, summed from the start.
 *
 * `Σ volume · (closeₜ − closeₜ₋₁) / closeₜ₋₁`; unlike {@link obv} it counts a small change less than a large one. A change
 * from a close of 0 adds nothing. Only changes carry meaning, since the level depends on where the series starts.
 *
 * - Warm-up: 2 bars. Units: the base asset.
 * - Cost: O(1); the sum is compensated (Neumaier 1974), so that it does not drift.
 * - Source: S. B. Achelis 2000, "Technical Analysis from A to Z".
 *
 * @throws {DataError} close or volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { priceVolumeTrend } from '@sigmax/core';
 * const trend = priceVolumeTrend();
 * trend.next({ close: 100, volume: 3 }); // => undefined
 * trend.next({ close: 150, volume: 4 }); // => 2
 * ```
 */
export const priceVolumeTrend: Indicator<[], CloseVolume, number> = defineIndicator({
  name: 'priceVolumeTrend',
  input: 'bar',
  start: () => new PriceVolumeTrend(),
});
