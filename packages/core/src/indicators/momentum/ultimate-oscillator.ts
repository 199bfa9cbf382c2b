import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFiniteRange } from '../input-checks';
import { known } from '../known';
import { RollingMean } from '../rolling/rolling-mean';

export interface UltimateOscillatorOptions {
  /** Bars of the part that counts four times. Defaults to 7. */
  readonly short?: number;
  /** Bars of the part that counts twice. Defaults to 14. */
  readonly medium?: number;
  /** Bars of the part that counts once. Defaults to 28. */
  readonly long?: number;
}

const optionsSchema = z.strictObject({
  short: periodSchema().default(7),
  medium: periodSchema().default(14),
  long: periodSchema().default(28),
});

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

/** Buying pressure over true range of the last `period` bars, the middle where there is no range. */
class Pressure {
  private readonly buying: RollingMean;
  private readonly range: RollingMean;

  constructor(period: number) {
    this.buying = new RollingMean(period);
    this.range = new RollingMean(period);
  }

  next(buying: number, range: number): number | undefined {
    const meanBuying = this.buying.next(buying);
    const meanRange = this.range.next(range);
    if (meanBuying === undefined || meanRange === undefined) return undefined;
    const share = meanBuying / meanRange;
    return Number.isFinite(share) ? share : 0.5;
  }
}

class UltimateOscillator implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly short: Pressure;
  private readonly medium: Pressure;
  private readonly long: Pressure;
  private previousClose = 0;
  private hasPrevious = false;

  constructor(options: UltimateOscillatorOptions) {
    const { short, medium, long } = parseOptions(optionsSchema, options, 'ultimateOscillator');
    this.warmUp = Math.max(short, medium, long) + 1;
    this.short = new Pressure(short);
    this.medium = new Pressure(medium);
    this.long = new Pressure(long);
  }

  next({ high, low, close }: Range, otherwise?: number): number | undefined {
    requireFiniteRange('ultimateOscillator', high, low, close);
    const { previousClose } = this;
    this.previousClose = close;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    const bottom = Math.min(low, previousClose);
    const range = Math.max(high, previousClose) - bottom;
    const short = this.short.next(close - bottom, range);
    const medium = this.medium.next(close - bottom, range);
    const long = this.long.next(close - bottom, range);
    if (short === undefined || medium === undefined || long === undefined) return otherwise;
    return known((100 * (4 * short + 2 * medium + long)) / 7, otherwise);
  }
}

/**
 * Ultimate oscillator: the share of buying pressure in the range over three spans of time, from 0 to 100.
 *
 * Buying pressure is `close − min(low, previous close)`, the true range `max(high, previous close) − min(low, previous
 * close)`. With P the quotient of their sums, `100 · (4·P(short) + 2·P(medium) + P(long)) / 7`. A span without any range
 * counts as the middle, 0.5; TA-Lib counts it as 0.
 *
 * - Warm-up: the longest period + 1 bars (29 by default).
 * - Cost: O(1) amortised; sums never drift.
 * - Source: L. R. Williams 1985, "The Ultimate Oscillator".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { ultimateOscillator } from '@sigmax/core';
 * const oscillator = ultimateOscillator({ short: 1, medium: 1, long: 1 });
 * oscillator.next({ high: 12, low: 10, close: 11 }); // => undefined
 * oscillator.next({ high: 15, low: 12, close: 14 }); // => 75
 * ```
 */
export const ultimateOscillator: Indicator<[options?: UltimateOscillatorOptions], Range, number> = defineIndicator({
  name: 'ultimateOscillator',
  input: 'bar',
  start: (options: UltimateOscillatorOptions = {}) => new UltimateOscillator(options),
});
