import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { multiplierSchema, periodSchema, requireFiniteRange } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';
import { TrueRange } from '../rolling/true-range';

export interface SuperTrendOptions {
  /** Period of the average true range. Defaults to 10. */
  readonly period?: number;
  /** Average true ranges between the middle of a bar and its bands. Defaults to 3. */
  readonly multiplier?: number;
}

export interface SuperTrendValue {
  /** The trailing line: the lower band in an up trend, the upper band in a down trend. */
  readonly value: number;
  /** 1 in an up trend, −1 in a down trend. */
  readonly direction: 1 | -1;
}

const optionsSchema = z.strictObject({
  period: periodSchema().default(10),
  multiplier: multiplierSchema.default(3),
});

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class SuperTrend implements RunningIndicator<Range, SuperTrendValue> {
  readonly warmUp: number;
  private readonly multiplier: number;
  private readonly trueRange = new TrueRange();
  private readonly mean: ExponentialMean;
  private isRunning = false;
  private isUp = false;
  private upper = 0;
  private lower = 0;
  private previousClose = 0;

  constructor(options: SuperTrendOptions) {
    const { period, multiplier } = parseOptions(optionsSchema, options, 'superTrend');
    this.warmUp = period;
    this.multiplier = multiplier;
    this.mean = new ExponentialMean(period, 1 / period);
  }

  next({ high, low, close }: Range): SuperTrendValue | undefined {
    requireFiniteRange('superTrend', high, low, close);
    const range = this.mean.next(this.trueRange.next(high, low, close));
    const before = this.previousClose;
    this.previousClose = close;
    if (range === undefined) return undefined;
    const middle = (high + low) / 2;
    const upper = middle + this.multiplier * range;
    const lower = middle - this.multiplier * range;
    if (this.isRunning) {
      // A band only closes in on the price, until a close has crossed it.
      this.upper = before > this.upper ? upper : Math.min(upper, this.upper);
      this.lower = before < this.lower ? lower : Math.max(lower, this.lower);
      this.isUp = this.isUp ? close >= this.lower : close > this.upper;
    } else {
      this.isRunning = true;
      this.upper = upper;
      this.lower = lower;
    }
    return this.isUp ? { value: this.lower, direction: 1 } : { value: this.upper, direction: -1 };
  }
}

/**
 * SuperTrend: a line that trails the price by a multiple of the average true range and changes sides when crossed.
 *
 * The bands are `(high + low) / 2 ± multiplier · atr(period)`. The upper band only falls and the lower only rises,
 * until a close has crossed it. An up trend ends with a close below the lower band, a down trend with one above the
 * upper. As in TradingView the trend is taken to be down at the start, until a close above the upper band.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1), one object per bar.
 * - Source: O. Seban, as TradingView 2021 defines it in Pine Script 5, `ta.supertrend`.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, or `multiplier` not from 0 to 1e6.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { superTrend } from '@sigmax/core';
 * const trend = superTrend({ period: 1, multiplier: 1 });
 * trend.next({ high: 12, low: 10, close: 11 }); // => { value: 13, direction: -1 }
 * trend.next({ high: 16, low: 12, close: 15 }); // => { value: 9, direction: 1 }
 * ```
 */
export const superTrend: Indicator<[options?: SuperTrendOptions], Range, SuperTrendValue> = defineIndicator({
  name: 'superTrend',
  input: 'bar',
  outputs: ['value', 'direction'],
  start: (options: SuperTrendOptions = {}) => new SuperTrend(options),
});
