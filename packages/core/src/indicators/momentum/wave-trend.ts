import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFiniteRange } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';
import { RollingMean } from '../rolling/rolling-mean';

export interface WaveTrendOptions {
  /** Period of the average price and of the deviation from it. Defaults to 10. */
  readonly channel?: number;
  /** Period over which the place in the channel is averaged. Defaults to 21. */
  readonly average?: number;
  /** Period of the signal. Defaults to 4. */
  readonly signal?: number;
}

export interface WaveTrendValue {
  /** Exponential average of the place in the channel. */
  readonly value: number;
  /** Simple average of `value`. */
  readonly signal: number;
}

const optionsSchema = z.strictObject({
  channel: periodSchema().default(10),
  average: periodSchema().default(21),
  signal: periodSchema().default(4),
});

/** The constant of the commodity channel index, which puts most places between −100 and 100. */
const scale = 0.015;

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class WaveTrend implements RunningIndicator<Range, WaveTrendValue> {
  readonly warmUp: number;
  private readonly price: ExponentialMean;
  private readonly deviation: ExponentialMean;
  private readonly average: ExponentialMean;
  private readonly signal: RollingMean;

  constructor(options: WaveTrendOptions) {
    const { channel, average, signal } = parseOptions(optionsSchema, options, 'waveTrend');
    this.warmUp = 2 * channel + average + signal - 3;
    this.price = new ExponentialMean(channel, 2 / (channel + 1));
    this.deviation = new ExponentialMean(channel, 2 / (channel + 1));
    this.average = new ExponentialMean(average, 2 / (average + 1));
    this.signal = new RollingMean(signal);
  }

  next({ high, low, close }: Range): WaveTrendValue | undefined {
    requireFiniteRange('waveTrend', high, low, close);
    const price = (high + low + close) / 3;
    const mean = this.price.next(price);
    if (mean === undefined) return undefined;
    const deviation = this.deviation.next(Math.abs(price - mean));
    if (deviation === undefined) return undefined;
    const place = (price - mean) / (scale * deviation);
    const value = this.average.next(Number.isFinite(place) ? place : 0);
    if (value === undefined) return undefined;
    const signal = this.signal.next(value);
    return signal === undefined ? undefined : { value, signal };
  }
}

/**
 * Wave trend: where the typical price stands in a channel around its exponential average, smoothed.
 *
 * With `p = (high + low + close) / 3`, `e = ema(p, channel)` and `d = ema(|p − e|, channel)`, `value` is
 * `ema((p − e) / (0.015·d), average)` and `signal = sma(value, signal)`. The place is 0 where nothing deviates.
 *
 * - Warm-up: `2 · channel + average + signal − 3` bars (42 by default); both outputs start together.
 * - Cost: O(1) amortised, one object per bar.
 * - Source: LazyBear 2014, "WaveTrend Oscillator", as LEAN defines it.
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { waveTrend } from '@sigmax/core';
 * waveTrend().warmUp; // => 42
 * ```
 */
export const waveTrend: Indicator<[options?: WaveTrendOptions], Range, WaveTrendValue> = defineIndicator({
  name: 'waveTrend',
  input: 'bar',
  outputs: ['value', 'signal'],
  start: (options: WaveTrendOptions = {}) => new WaveTrend(options),
});
