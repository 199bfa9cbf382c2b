import { z } from 'zod';
import { parseOptions } from '../../options';
import { naturalLogarithm } from '../../portable-math';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { Gapped } from '../rolling/gapped';
import { RollingMoments } from '../rolling/rolling-moments';

export interface HistoricalVolatilityOptions {
  /** Returns in the window, at least 2. */
  readonly period: number;
  /** Prices in a year: 365 for days, 8,760 for hours, since crypto never closes; 1 leaves it per price. */
  readonly periodsPerYear: number;
}

const optionsSchema = z.strictObject({ period: periodSchema(2), periodsPerYear: z.number().positive().max(1e9) });

class HistoricalVolatility implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly returns: Gapped;
  private previous = 0;

  constructor(options: HistoricalVolatilityOptions) {
    const { period, periodsPerYear } = parseOptions(optionsSchema, options, 'historicalVolatility');
    this.warmUp = period + 1;
    const moments = new RollingMoments(period);
    const scale = (period / (period - 1)) * periodsPerYear;
    const next = (value: number) => (moments.add(value) ? Math.sqrt(scale * moments.variance) : undefined);
    this.returns = new Gapped({ next }, period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('historicalVolatility', 'price', price);
    const ratio = price / this.previous;
    this.previous = price;
    // The logarithm is made for normal numbers above 0.
    return this.returns.next(ratio > 1e-300 && ratio < Infinity ? naturalLogarithm(ratio) : undefined, otherwise);
  }
}

/**
 * Historical volatility: the standard deviation of logarithmic returns, for a year.
 *
 * `√(periodsPerYear · Σ (r − r̄)² / (n − 1))` over the last n returns `r = ln(xₜ / xₜ₋₁)`; a fraction, 0.5 is 50 % a year.
 * `undefined` while a price in the window is not above 0.
 *
 * - Warm-up: `period + 1` prices.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; the logarithm has the same bits on every machine.
 * - Source: J. C. Hull 2018, "Options, Futures, and Other Derivatives", estimating volatility from historical data.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 2 to 1,000,000, or `periodsPerYear` not above 0.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { historicalVolatility } from '@sigmax/core';
 * const daily = { period: 2, periodsPerYear: 365 };
 * historicalVolatility.batch([100, 101, 100], daily).at(2)?.toFixed(6); // => '0.268843'
 * ```
 */
export const historicalVolatility: Indicator<[options: HistoricalVolatilityOptions], number, number> = defineIndicator({
  name: 'historicalVolatility',
  input: 'number',
  start: (options: HistoricalVolatilityOptions) => new HistoricalVolatility(options),
});
