import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { multiplierSchema, periodSchema, requireFinite } from '../input-checks';
import { bandFields, type PriceBands } from '../price-bands';
import { RollingMoments } from '../rolling/rolling-moments';

export interface BollingerOptions {
  /** Prices in the average and the deviation. Defaults to 20. */
  readonly period?: number;
  /** Standard deviations between the middle and each band. Defaults to 2. */
  readonly deviations?: number;
}

const optionsSchema = z.strictObject({
  period: periodSchema().default(20),
  deviations: multiplierSchema.default(2),
});

class Bollinger implements RunningIndicator<number, PriceBands> {
  readonly warmUp: number;
  private readonly deviations: number;
  private readonly moments: RollingMoments;

  constructor(options: BollingerOptions) {
    const { period, deviations } = parseOptions(optionsSchema, options, 'bollinger');
    this.warmUp = period;
    this.deviations = deviations;
    this.moments = new RollingMoments(period);
  }

  next(price: number): PriceBands | undefined {
    requireFinite('bollinger', 'price', price);
    const { moments } = this;
    if (!moments.add(price)) return undefined;
    const middle = moments.origin + moments.mean;
    const width = this.deviations * Math.sqrt(moments.variance);
    return { upper: middle + width, middle, lower: middle - width };
  }

  /** See `IndicatorDefinition`. */
  fill(prices: Float64Array, [upper, middle, lower]: readonly [Float64Array, Float64Array, Float64Array]): void {
    this.moments.fill(prices, middle, upper);
    for (let index = this.warmUp - 1; index < prices.length; index++) {
      const mean = middle[index] as number;
      const width = this.deviations * Math.sqrt(upper[index] as number);
      upper[index] = mean + width;
      lower[index] = mean - width;
    }
  }
}

/**
 * Bollinger bands: the simple average of the last `period` prices, and a band of standard deviations around it.
 *
 * `middle = sma(x, n)`, `upper` and `lower = middle ± deviations · √(Σ (x − middle)² / n)`: the population deviation,
 * divided by n and not n − 1, as Bollinger, TA-Lib and LEAN have it. Equal prices give three equal lines.
 *
 * - Warm-up: `period` prices.
 * - Cost: O(1) amortised, one object per price; the deviation keeps its digits on large prices, see
 *   `rolling/rolling-moments.ts`.
 * - Source: J. Bollinger 2001, "Bollinger on Bollinger Bands".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, or `deviations` not from 0 to 1e6.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { bollinger } from '@sigmax/core';
 * const bands = bollinger({ period: 2, deviations: 2 });
 * bands.next(10); // => undefined
 * bands.next(12); // => { upper: 13, middle: 11, lower: 9 }
 * ```
 */
export const bollinger: Indicator<[options?: BollingerOptions], number, PriceBands> = defineIndicator({
  name: 'bollinger',
  input: 'number',
  outputs: bandFields,
  start: (options: BollingerOptions = {}) => new Bollinger(options),
  fill: (prices, bands, options = {}) => new Bollinger(options).fill(prices, bands as never),
});
