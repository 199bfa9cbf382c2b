import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';

export interface TrueStrengthIndexOptions {
  /** Period of the first average. Defaults to 25. */
  readonly long?: number;
  /** Period of the average of that. Defaults to 13. */
  readonly short?: number;
}

const optionsSchema = z.strictObject({
  long: periodSchema().default(25),
  short: periodSchema().default(13),
});

/** An exponential average of another. */
class SmoothedTwice {
  private readonly first: ExponentialMean;
  private readonly second: ExponentialMean;

  constructor(long: number, short: number) {
    this.first = new ExponentialMean(long, 2 / (long + 1));
    this.second = new ExponentialMean(short, 2 / (short + 1));
  }

  next(value: number): number | undefined {
    const mean = this.first.next(value);
    return mean === undefined ? undefined : this.second.next(mean);
  }
}

class TrueStrengthIndex implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly changes: SmoothedTwice;
  private readonly sizes: SmoothedTwice;
  private previous = 0;
  private hasPrevious = false;

  constructor(options: TrueStrengthIndexOptions) {
    const { long, short } = parseOptions(optionsSchema, options, 'trueStrengthIndex');
    this.warmUp = long + short;
    this.changes = new SmoothedTwice(long, short);
    this.sizes = new SmoothedTwice(long, short);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('trueStrengthIndex', 'price', price);
    const change = price - this.previous;
    this.previous = price;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    const smoothed = this.changes.next(change);
    const size = this.sizes.next(Math.abs(change));
    if (smoothed === undefined || size === undefined) return otherwise;
    return size > 0 ? 100 * Math.max(-1, Math.min(1, smoothed / size)) : 0;
  }
}

/**
 * True strength index: price changes, smoothed twice, in percent of their sizes smoothed likewise; from −100 to 100.
 *
 * `100 · ema(ema(Δx, long), short) / ema(ema(|Δx|, long), short)`, each average started from the mean of its first inputs;
 * 0 where nothing has changed.
 *
 * - Warm-up: `long + short` prices (38 by default).
 * - Cost: O(1).
 * - Source: W. Blau 1991, "True Strength Index".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { trueStrengthIndex } from '@sigmax/core';
 * trueStrengthIndex.batch([1, 4, 3], { long: 2, short: 1 }).at(2); // => 50
 * ```
 */
export const trueStrengthIndex: Indicator<[options?: TrueStrengthIndexOptions], number, number> = defineIndicator({
  name: 'trueStrengthIndex',
  input: 'number',
  start: (options: TrueStrengthIndexOptions = {}) => new TrueStrengthIndex(options),
});
