import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { known } from '../known';
import { RollingMean } from '../rolling/rolling-mean';

export interface VolumeOscillatorOptions {
  /** Bars in the faster average. Defaults to 5. */
  readonly fast?: number;
  /** Bars in the slower average, above `fast`. Defaults to 10. */
  readonly slow?: number;
}

const optionsSchema = z
  .strictObject({ fast: periodSchema().default(5), slow: periodSchema().default(10) })
  .refine(({ fast, slow }) => fast < slow, { path: ['slow'], message: 'expected a period above fast' });

type Volume = Pick<PriceBar, 'volume'>;

class VolumeOscillator implements RunningIndicator<Volume, number> {
  readonly warmUp: number;
  private readonly fast: RollingMean;
  private readonly slow: RollingMean;

  constructor(options: VolumeOscillatorOptions) {
    const { fast, slow } = parseOptions(optionsSchema, options, 'volumeOscillator');
    this.warmUp = slow;
    this.fast = new RollingMean(fast);
    this.slow = new RollingMean(slow);
  }

  next({ volume }: Volume, otherwise?: number): number | undefined {
    requireFinite('volumeOscillator', 'volume', volume);
    const fast = this.fast.next(volume);
    const slow = this.slow.next(volume);
    return fast === undefined || slow === undefined ? otherwise : known((100 * (fast - slow)) / slow, otherwise);
  }
}

/**
 * Volume oscillator: a fast minus a slow simple average of the volume, in percent of the slow one.
 *
 * `100 · (sma(volume, fast) − sma(volume, slow)) / sma(volume, slow)`. {@link pvo} does the same with exponential averages.
 * `undefined` while the longer window holds no volume.
 *
 * - Warm-up: `slow` bars (10 by default).
 * - Cost: O(1) amortised; sums never drift.
 * - Source: S. B. Achelis 2000, "Technical Analysis from A to Z".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `slow` is not above `fast`.
 * @throws {DataError} the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { volumeOscillator } from '@sigmax/core';
 * const oscillator = volumeOscillator({ fast: 1, slow: 2 });
 * oscillator.next({ volume: 1 }); // => undefined
 * oscillator.next({ volume: 3 }); // => 50
 * ```
 */
export const volumeOscillator: Indicator<[options?: VolumeOscillatorOptions], Volume, number> = defineIndicator({
  name: 'volumeOscillator',
  input: 'bar',
  start: (options: VolumeOscillatorOptions = {}) => new VolumeOscillator(options),
});
