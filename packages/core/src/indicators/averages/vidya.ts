import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { GainsAndLosses } from '../rolling/gains-and-losses';
import { RelativeStrength } from '../rolling/relative-strength';

export interface VidyaOptions {
  /** Changes over which gains and losses are weighed, and period of the average. */
  readonly period: number;
  /** How gains and losses are gathered: sums of the last `period`, or Wilder's smoothing. Defaults to `sum`. */
  readonly smoothing?: 'sum' | 'wilder';
}

const optionsSchema = z.strictObject({ period: periodSchema(), smoothing: z.enum(['sum', 'wilder']).default('sum') });

class Vidya implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly weight: number;
  private readonly sums: GainsAndLosses | undefined;
  private readonly strength: RelativeStrength;
  private value = 0;

  constructor(options: VidyaOptions) {
    const { period, smoothing } = parseOptions(optionsSchema, options, 'vidya');
    this.warmUp = period + 1;
    this.weight = 2 / (period + 1);
    this.sums = smoothing === 'sum' ? new GainsAndLosses(period) : undefined;
    this.strength = new RelativeStrength(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('vidya', 'price', price);
    const balance = this.balance(price);
    if (balance === undefined) {
      this.value = price;
      return otherwise;
    }
    this.value += this.weight * Math.abs(balance) * (price - this.value);
    return this.value;
  }

  /** Gains minus losses over their sum. */
  private balance(price: number): number | undefined {
    if (this.sums !== undefined) return this.sums.next(price);
    const strength = this.strength.next(price);
    return strength === undefined ? undefined : strength / 50 - 1;
  }
}

/**
 * Variable index dynamic average: an exponential average whose weight shrinks where gains and losses balance.
 *
 * `vₜ = vₜ₋₁ + 2 / (n + 1) · |C| · (xₜ − vₜ₋₁)`, where C is Chande's momentum oscillator over `period` changes as a
 * fraction: gains minus losses over gains plus losses, 0 without any change. It starts from the price before its first
 * value. Chande sums gains and losses; TA-Lib smooths them in its oscillator, and LEAN in this average.
 *
 * - Warm-up: `period + 1` prices.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; sums never drift.
 * - Source: T. S. Chande 1995, "Identifying powerful breakouts early".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, or `smoothing` not one of the two.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { vidya } from '@sigmax/core';
 * // Gains 1 and 1, no losses: weight 2 / 3, from 2 towards 3.
 * vidya.batch([1, 2, 3], { period: 2 }).at(2)?.toFixed(6); // => '2.666667'
 * ```
 */
export const vidya: Indicator<[options: VidyaOptions], number, number> = defineIndicator({
  name: 'vidya',
  input: 'number',
  start: (options: VidyaOptions) => new Vidya(options),
});
