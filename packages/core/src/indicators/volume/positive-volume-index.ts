import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFinite } from '../input-checks';
import { VolumeIndex } from '../rolling/volume-index';

type CloseVolume = Pick<PriceBar, 'close' | 'volume'>;

class PositiveVolumeIndex implements RunningIndicator<CloseVolume, number> {
  readonly warmUp = 1;
  private readonly index = new VolumeIndex(1);

  next({ close, volume }: CloseVolume): number {
    requireFinite('positiveVolumeIndex', 'close', close);
    requireFinite('positiveVolumeIndex', 'volume', volume);
    return this.index.next(close, volume);
  }
}

/**
 * Positive volume index: the close from 1,000 on, followed only over bars whose volume has risen.
 *
 * `iₜ = iₜ₋₁ · closeₜ / closeₜ₋₁` where the volume has risen, else `iₜ₋₁`. Only changes carry meaning, since the level depends on
 * where the series starts.
 *
 * - Warm-up: 1 bar.
 * - Cost: O(1).
 * - Source: N. G. Fosback 1976, "Stock Market Logic".
 *
 * @throws {DataError} close or volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link negativeVolumeIndex}
 * @example
 * ```ts
 * import { positiveVolumeIndex } from '@sigmax/core';
 * const index = positiveVolumeIndex();
 * index.next({ close: 100, volume: 8 }); // => 1000
 * index.next({ close: 90, volume: 5 }); // => 1000
 * ```
 */
export const positiveVolumeIndex: Indicator<[], CloseVolume, number> = defineIndicator({
  name: 'positiveVolumeIndex',
  input: 'bar',
  start: () => new PositiveVolumeIndex(),
});
