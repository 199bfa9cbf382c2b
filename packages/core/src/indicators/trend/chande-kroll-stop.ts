import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { multiplierSchema, periodSchema, requireFiniteRange } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';
import { RollingMaximum } from '../rolling/rolling-maximum';
import { TrueRange } from '../rolling/true-range';

export interface ChandeKrollStopOptions {
  /** Bars of the range and of the average true range. Defaults to 10. */
  readonly period?: number;
  /** Average true ranges between the extreme and the first stop. Defaults to 1. */
  readonly multiplier?: number;
  /** Bars of which the farthest first stop is taken. Defaults to 9. */
  readonly stopPeriod?: number;
}

export interface ChandeKrollStopValue {
  /** Highest of the stops below the highs. */
  readonly short: number;
  /** Lowest of the stops above the lows. */
  readonly long: number;
}

const optionsSchema = z.strictObject({
  period: periodSchema().default(10),
  multiplier: multiplierSchema.default(1),
  stopPeriod: periodSchema().default(9),
});

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class ChandeKrollStop implements RunningIndicator<Range, ChandeKrollStopValue> {
  readonly warmUp: number;
  private readonly multiplier: number;
  private readonly trueRange = new TrueRange();
  private readonly mean: ExponentialMean;
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;
  private readonly short: RollingMaximum;
  private readonly longNegated: RollingMaximum;

  constructor(options: ChandeKrollStopOptions) {
    const { period, multiplier, stopPeriod } = parseOptions(optionsSchema, options, 'chandeKrollStop');
    this.warmUp = period + stopPeriod - 1;
    this.multiplier = multiplier;
    this.mean = new ExponentialMean(period, 1 / period);
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
    this.short = new RollingMaximum(stopPeriod);
    this.longNegated = new RollingMaximum(stopPeriod);
  }

  next({ high, low, close }: Range): ChandeKrollStopValue | undefined {
    requireFiniteRange('chandeKrollStop', high, low, close);
    const range = this.mean.next(this.trueRange.next(high, low, close));
    const highest = this.highest.next(high);
    const lowestNegated = this.lowestNegated.next(-low);
    if (range === undefined || highest === undefined || lowestNegated === undefined) return undefined;
    const distance = this.multiplier * range;
    const short = this.short.next(highest - distance);
    const longNegated = this.longNegated.next(lowestNegated - distance);
    return short === undefined || longNegated === undefined ? undefined : { short, long: -longNegated };
  }
}

/**
 * Chande Kroll stop: the farthest of recent stops that keep a multiple of the average true range from the extremes.
 *
 * `short` is the highest over `stopPeriod` bars of `highest high − multiplier · atr`, `long` the lowest of `lowest low +
 * multiplier · atr`, extremes and {@link atr} over `period` bars. Bars without movement put both at the price.
 *
 * - Warm-up: `period + stopPeriod − 1` bars (18 by default); both outputs start together.
 * - Cost: O(1) amortised, one object per bar.
 * - Source: T. S. Chande, S. Kroll 1994, "The New Technical Trader".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `multiplier` not from 0 to 1e6.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { chandeKrollStop } from '@sigmax/core';
 * const stops = chandeKrollStop({ period: 1, multiplier: 1, stopPeriod: 2 });
 * stops.next({ high: 12, low: 10, close: 11 }); // => undefined
 * stops.next({ high: 16, low: 12, close: 15 }); // => { short: 11, long: 12 }
 * ```
 */
export const chandeKrollStop: Indicator<[options?: ChandeKrollStopOptions], Range, ChandeKrollStopValue> =
  defineIndicator({
    name: 'chandeKrollStop',
    input: 'bar',
    outputs: ['short', 'long'],
    start: (options: ChandeKrollStopOptions = {}) => new ChandeKrollStop(options),
  });
