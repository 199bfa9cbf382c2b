import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { multiplierSchema, periodSchema, requireFiniteRange } from '../input-checks';
import { bandFields, type PriceBands } from '../price-bands';
import { RollingMean } from '../rolling/rolling-mean';

export interface AccelerationBandsOptions {
  /** Bars in the three averages. Defaults to 20. */
  readonly period?: number;
  /** How many ranges, as a fraction of the middle of a bar, its bands are away from high and low. Defaults to 4. */
  readonly width?: number;
}

const optionsSchema = z.strictObject({
  period: periodSchema().default(20),
  width: multiplierSchema.default(4),
});

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class AccelerationBands implements RunningIndicator<Range, PriceBands> {
  readonly warmUp: number;
  private readonly width: number;
  private readonly upper: RollingMean;
  private readonly middle: RollingMean;
  private readonly lower: RollingMean;

  constructor(options: AccelerationBandsOptions) {
    const { period, width } = parseOptions(optionsSchema, options, 'accelerationBands');
    this.warmUp = period;
    this.width = width;
    this.upper = new RollingMean(period);
    this.middle = new RollingMean(period);
    this.lower = new RollingMean(period);
  }

  next({ high, low, close }: Range): PriceBands | undefined {
    requireFiniteRange('accelerationBands', high, low, close);
    const ratio = (this.width * (high - low)) / (high + low);
    // Prices above 0 are within ±width; without them there is no fraction of the middle.
    const share = Math.abs(ratio) <= this.width ? ratio : 0;
    const upper = this.upper.next(high * (1 + share));
    const middle = this.middle.next(close);
    const lower = this.lower.next(low * (1 - share));
    return upper === undefined || middle === undefined || lower === undefined ? undefined : { upper, middle, lower };
  }
}

/**
 * Acceleration bands: averages of high and low, pushed apart by the range as a fraction of the price.
 *
 * With `r = width · (high − low) / (high + low)`: `upper = sma(high·(1 + r), n)`, `middle = sma(close, n)`,
 * `lower = sma(low·(1 − r), n)`. A bar without range, or around 0, has r = 0.
 *
 * - Warm-up: `period` bars (20 by default); the three outputs start together.
 * - Cost: O(1) amortised, one object per bar; sums never drift.
 * - Source: P. Headley 2002, "Big Trends in Trading".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, or `width` not from 0 to 1e6.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { accelerationBands } from '@sigmax/core';
 * const bands = accelerationBands({ period: 1, width: 5 });
 * bands.next({ high: 12, low: 8, close: 10 }); // => { upper: 24, middle: 10, lower: 0 }
 * ```
 */
export const accelerationBands: Indicator<[options?: AccelerationBandsOptions], Range, PriceBands> = defineIndicator({
  name: 'accelerationBands',
  input: 'bar',
  outputs: bandFields,
  start: (options: AccelerationBandsOptions = {}) => new AccelerationBands(options),
});
