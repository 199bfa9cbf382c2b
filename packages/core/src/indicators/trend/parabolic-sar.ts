import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFinite } from '../input-checks';

export interface ParabolicSarOptions {
  /** Share of the way to the extreme that the stop goes at first, and by which that share grows. Defaults to 0.02. */
  readonly step?: number;
  /** The largest share. Defaults to 0.2. */
  readonly maximum?: number;
}

export interface ParabolicSarValue {
  /** The stop that holds during this bar, in the unit of the prices. */
  readonly value: number;
  /** 1 where it is below the price, in a long position, and −1 where it is above. */
  readonly direction: 1 | -1;
}

const optionsSchema = z
  .strictObject({ step: z.number().min(0).max(1).default(0.02), maximum: z.number().min(0).max(1).default(0.2) })
  .refine(({ step, maximum }) => step <= maximum, { path: ['maximum'], message: 'expected at least step' });

type Range = Pick<PriceBar, 'high' | 'low'>;

class ParabolicSar implements RunningIndicator<Range, ParabolicSarValue> {
  readonly warmUp = 2;
  private readonly step: number;
  private readonly maximum: number;
  private count = 0;
  private direction: 1 | -1 = 1;
  private stop = 0;
  /** The farthest price since the last reversal. */
  private extreme = 0;
  private share = 0;
  private previousHigh = 0;
  private previousLow = 0;

  constructor(options: ParabolicSarOptions) {
    const { step, maximum } = parseOptions(optionsSchema, options, 'parabolicSar');
    this.step = step;
    this.maximum = maximum;
  }

  next({ high, low }: Range): ParabolicSarValue | undefined {
    requireFinite('parabolicSar', 'high', high);
    requireFinite('parabolicSar', 'low', low);
    if (this.count === 1) this.begin(high, low);
    const value = this.count === 0 ? undefined : this.follow(high, low);
    this.previousHigh = high;
    this.previousLow = low;
    if (this.count < 2) this.count += 1;
    return value;
  }

  /** The first direction is that of the larger movement from the first bar to the second. */
  private begin(high: number, low: number): void {
    const up = high - this.previousHigh;
    const down = this.previousLow - low;
    this.direction = down > 0 && down > up ? -1 : 1;
    this.stop = this.direction === 1 ? this.previousLow : this.previousHigh;
    this.extreme = this.direction === 1 ? high : low;
    this.share = this.step;
    // The first stop moves within the range of the second bar alone.
    this.previousHigh = high;
    this.previousLow = low;
  }

  private follow(high: number, low: number): ParabolicSarValue {
    const { direction, step, previousHigh, previousLow } = this;
    const isLong = direction === 1;
    // A short position is a long one in prices below 0.
    const top = isLong ? high : -low;
    const bottom = isLong ? low : -high;
    const previousTop = isLong ? previousHigh : -previousLow;
    const previousBottom = isLong ? previousLow : -previousHigh;
    const stop = direction * this.stop;
    const extreme = direction * this.extreme;
    if (bottom <= stop) {
      const value = Math.max(extreme, previousTop, top);
      this.direction = isLong ? -1 : 1;
      this.share = step;
      this.extreme = direction * bottom;
      this.stop = direction * Math.max(value + step * (bottom - value), previousTop, top);
      return { value: direction * value, direction: this.direction };
    }
    if (top > extreme) {
      this.extreme = direction * top;
      this.share = Math.min(this.share + step, this.maximum);
    }
    const moved = stop + this.share * (Math.max(extreme, top) - stop);
    this.stop = direction * Math.min(moved, previousBottom, bottom);
    return { value: direction * stop, direction };
  }
}

/**
 * Parabolic stop and reverse: a stop that closes in on the price the faster, the farther the price has gone.
 *
 * In a long position the stop goes a share of the way to the highest high since the reversal, `sₜ₊₁ = sₜ + a·(extreme −
 * sₜ)`, but not above the lows of this bar and the one before. The share a begins with `step` and grows by it with each new
 * extreme, up to `maximum`. A low at the stop or below turns the position round: the stop then stands at the extreme.
 * Short positions mirror this. As in TA-Lib, the first direction is that of the larger movement from the first bar to the
 * second, and the first stop the low (short: the high) of the first bar.
 *
 * - Warm-up: 2 bars.
 * - Cost: O(1), one object per bar.
 * - Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems"; start as in TA-Lib `TA_SAR`.
 *
 * @throws {InvalidOptionsError} a share is not from 0 to 1, or `maximum` is below `step`.
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { parabolicSar } from '@sigmax/core';
 * const stop = parabolicSar({ step: 0.5, maximum: 0.5 });
 * stop.next({ high: 12, low: 10 }); // => undefined
 * stop.next({ high: 14, low: 12 }); // => { value: 10, direction: 1 }
 * stop.next({ high: 15, low: 13 }); // => { value: 12, direction: 1 }
 * stop.next({ high: 13, low: 11 }); // => { value: 15, direction: -1 }
 * ```
 */
export const parabolicSar: Indicator<[options?: ParabolicSarOptions], Range, ParabolicSarValue> = defineIndicator({
  name: 'parabolicSar',
  input: 'bar',
  outputs: ['value', 'direction'],
  start: (options: ParabolicSarOptions = {}) => new ParabolicSar(options),
});
