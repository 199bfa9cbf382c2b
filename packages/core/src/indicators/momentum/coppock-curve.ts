import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { Delay } from '../rolling/delay';
import { Gapped } from '../rolling/gapped';
import { WeightedMean } from '../rolling/weighted-mean';

export interface CoppockCurveOptions {
  /** Period of the longer rate of change. Defaults to 14. */
  readonly long?: number;
  /** Period of the shorter rate of change. Defaults to 11. */
  readonly short?: number;
  /** Period of the weighted average of their sum. Defaults to 10. */
  readonly average?: number;
}

const optionsSchema = z.strictObject({
  long: periodSchema().default(14),
  short: periodSchema().default(11),
  average: periodSchema().default(10),
});

class CoppockCurve implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly long: Delay;
  private readonly short: Delay;
  private readonly mean: Gapped;

  constructor(options: CoppockCurveOptions) {
    const { long, short, average } = parseOptions(optionsSchema, options, 'coppockCurve');
    this.warmUp = Math.max(long, short) + average;
    this.long = new Delay(long);
    this.short = new Delay(short);
    this.mean = new Gapped(new WeightedMean(average), average);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('coppockCurve', 'price', price);
    const older = this.long.next(price);
    const old = this.short.next(price);
    if (older === undefined || old === undefined) return otherwise;
    const change = (price - older) / older + (price - old) / old;
    // A weighted sum of quotients beyond this could overflow.
    return this.mean.next(Math.abs(change) <= 1e290 ? 100 * change : undefined, otherwise);
  }
}

/**
 * Coppock curve: the weighted average of two rates of change in percent, made to find the end of long falls.
 *
 * `wma(100 · (roc(x, long) + roc(x, short)), average)`. `undefined` while an old price in the window is 0.
 *
 * - Warm-up: the longer of the two periods plus `average` prices (24 by default).
 * - Cost: O(1) amortised; sums never drift.
 * - Source: E. S. C. Coppock 1962, Barron's; its periods are months.
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { coppockCurve } from '@sigmax/core';
 * coppockCurve.batch([100, 150], { long: 1, short: 1, average: 1 }).at(1); // => 100
 * ```
 */
export const coppockCurve: Indicator<[options?: CoppockCurveOptions], number, number> = defineIndicator({
  name: 'coppockCurve',
  input: 'number',
  start: (options: CoppockCurveOptions = {}) => new CoppockCurve(options),
});
