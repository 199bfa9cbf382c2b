import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFinite } from '../input-checks';
import { VolumeIndex } from '../rolling/volume-index';

type CloseVolume = Pick<PriceBar, 'close' | 'volume'>;

class NegativeVolumeIndex implements RunningIndicator<CloseVolume, number> {
  readonly warmUp = 1;
  private readonly index = new VolumeIndex(-1);

  next({ close, volume }: CloseVolume): number {
    requireFinite('negativeVolumeIndex', 'close', close);
    requireFinite('negativeVolumeIndex', 'volume', volume);
    return this.index.next(close, volume);
  }
}

/**
 * Negative volume index: the close from 1,000 on, followed only over bars whose volume has fallen.
 *
 * `iₜ = iₜ₋₁ · closeₜ / closeₜ₋₁` where the volume has fallen, else `iₜ₋₁`. Only changes carry meaning, since the level depends on
 * where the series starts.
 *
 * - Warm-up: 1 bar.
 * - Cost: O(1).
 * - Source: N. G. Fosback 1976, "Stock Market Logic".
 *
 * @throws {DataError} close or volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link positiveVolumeIndex}
 * @example
 * ```ts
 * import { negativeVolumeIndex } from '@sigmax/core';
 * const index = negativeVolumeIndex();
 * index.next({ close: 100, volume: 8 }); // => 1000
 * index.next({ close: 90, volume: 5 }); // => 900
 * ```
 */
export const negativeVolumeIndex: Indicator<[], CloseVolume, number> = defineIndicator({
  name: 'negativeVolumeIndex',
  input: 'bar',
  start: () => new NegativeVolumeIndex(),
});
