import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { multiplierSchema, periodSchema, requireFiniteRange } from '../input-checks';
import { bandFields, type PriceBands } from '../price-bands';
import { RollingMean } from '../rolling/rolling-mean';
import { TrueRange } from '../rolling/true-range';

export interface KeltnerOptions {
  /** Bars in both averages. Defaults to 20. */
  readonly period?: number;
  /** Average true ranges between the middle and each band. Defaults to 2. */
  readonly multiplier?: number;
}

const optionsSchema = z.strictObject({
  period: periodSchema().default(20),
  multiplier: multiplierSchema.default(2),
});

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class Keltner implements RunningIndicator<Range, PriceBands> {
  readonly warmUp: number;
  private readonly multiplier: number;
  private readonly trueRange = new TrueRange();
  private readonly price: RollingMean;
  private readonly range: RollingMean;

  constructor(options: KeltnerOptions) {
    const { period, multiplier } = parseOptions(optionsSchema, options, 'keltner');
    this.warmUp = period;
    this.multiplier = multiplier;
    this.price = new RollingMean(period);
    this.range = new RollingMean(period);
  }

  next({ high, low, close }: Range): PriceBands | undefined {
    requireFiniteRange('keltner', high, low, close);
    const middle = this.price.next((high + low + close) / 3);
    const range = this.range.next(this.trueRange.next(high, low, close));
    if (middle === undefined || range === undefined) return undefined;
    const width = this.multiplier * range;
    return { upper: middle + width, middle, lower: middle - width };
  }
}

/**
 * Keltner channel: the average typical price, and a band of average true ranges around it.
 *
 * `middle = sma((high + low + close) / 3, n)`, `upper` and `lower = middle ± multiplier · sma(TR, n)`, Keltner's simple
 * averages with the true range for the range, as in LEAN; the first bar counts with high − low. For L. Raschke's
 * variant, which TradingView draws, add multiples of {@link atr} to {@link ema} of the close.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1) amortised, one object per bar.
 * - Source: C. W. Keltner 1960, "How To Make Money in Commodities".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, or `multiplier` not from 0 to 1e6.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { keltner } from '@sigmax/core';
 * const channel = keltner({ period: 2, multiplier: 2 });
 * channel.next({ high: 12, low: 9, close: 12 }); // => undefined
 * channel.next({ high: 14, low: 11, close: 14 }); // => { upper: 18, middle: 12, lower: 6 }
 * ```
 */
export const keltner: Indicator<[options?: KeltnerOptions], Range, PriceBands> = defineIndicator({
  name: 'keltner',
  input: 'bar',
  outputs: bandFields,
  start: (options: KeltnerOptions = {}) => new Keltner(options),
});
