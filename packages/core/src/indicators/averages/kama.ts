import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { Delay } from '../rolling/delay';
import { RollingMean } from '../rolling/rolling-mean';

export interface KamaOptions {
  /** Changes over which the efficiency is measured. Defaults to 10. */
  readonly period?: number;
  /** Period of the average where the price goes straight. Defaults to 2. */
  readonly fast?: number;
  /** Period of the average where it only goes to and fro, at least `fast`. Defaults to 30. */
  readonly slow?: number;
}

const optionsSchema = z
  .strictObject({
    period: periodSchema().default(10),
    fast: periodSchema().default(2),
    slow: periodSchema().default(30),
  })
  .refine(({ fast, slow }) => fast <= slow, { path: ['slow'], message: 'expected a period of at least fast' });

class Kama implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly period: number;
  private readonly fast: number;
  private readonly slow: number;
  private readonly past: Delay;
  private readonly steps: RollingMean;
  private previous = 0;
  private hasPrevious = false;
  private value = 0;
  private isRunning = false;

  constructor(options: KamaOptions) {
    const { period, fast, slow } = parseOptions(optionsSchema, options, 'kama');
    this.warmUp = period + 1;
    this.period = period;
    this.fast = 2 / (fast + 1);
    this.slow = 2 / (slow + 1);
    this.past = new Delay(period);
    this.steps = new RollingMean(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('kama', 'price', price);
    const { previous } = this;
    this.previous = price;
    const old = this.past.next(price);
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    const step = this.steps.next(Math.abs(price - previous));
    if (old === undefined || step === undefined) return otherwise;
    if (!this.isRunning) {
      this.isRunning = true;
      this.value = previous;
    }
    const way = this.period * step;
    const efficiency = way > 0 ? Math.min(1, Math.abs(price - old) / way) : 1;
    const weight = (efficiency * (this.fast - this.slow) + this.slow) ** 2;
    this.value += weight * (price - this.value);
    return this.value;
  }
}

/**
 * Kaufman's adaptive moving average: quick where the price goes straight, slow where it only goes to and fro.
 *
 * The efficiency `E = |xₜ − xₜ₋ₙ| / Σ |xᵢ − xᵢ₋₁|` is 1 for a straight way and near 0 for none. With
 * `w = (E·(2 / (fast + 1) − 2 / (slow + 1)) + 2 / (slow + 1))²` the average moves by `kₜ = kₜ₋₁ + w·(xₜ − kₜ₋₁)`. It starts
 * from the price before its first value, and E is 1 where nothing has moved, both as in TA-Lib.
 *
 * - Warm-up: `period + 1` prices (11 by default).
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; the sum never drifts.
 * - Source: P. J. Kaufman 1995, "Smarter Trading".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `slow` is below `fast`.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { kama } from '@sigmax/core';
 * // Straight on: efficiency 1, weight (2 / 3)², from 2 towards 3.
 * kama.batch([1, 2, 3], { period: 2 }).at(2)?.toFixed(6); // => '2.444444'
 * ```
 */
export const kama: Indicator<[options?: KamaOptions], number, number> = defineIndicator({
  name: 'kama',
  input: 'number',
  start: (options: KamaOptions = {}) => new Kama(options),
});
