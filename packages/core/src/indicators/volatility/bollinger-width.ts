import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { multiplierSchema, periodSchema, requireFinite } from '../input-checks';
import { known } from '../known';
import { RollingMoments } from '../rolling/rolling-moments';
import type { BollingerOptions } from './bollinger';

const optionsSchema = z.strictObject({
  period: periodSchema().default(20),
  deviations: multiplierSchema.default(2),
});

class BollingerWidth implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly deviations: number;
  private readonly moments: RollingMoments;

  constructor(options: BollingerOptions) {
    const { period, deviations } = parseOptions(optionsSchema, options, 'bollingerWidth');
    this.warmUp = period;
    this.deviations = deviations;
    this.moments = new RollingMoments(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('bollingerWidth', 'price', price);
    const { moments } = this;
    if (!moments.add(price)) return otherwise;
    return known((2 * this.deviations * Math.sqrt(moments.variance)) / (moments.origin + moments.mean), otherwise);
  }
}

/**
 * Bollinger band width: the distance of the bands of {@link bollinger} as a fraction of the middle.
 *
 * `(upper − lower) / middle`; LEAN prints 100 times as much. `undefined` where the middle is 0.
 *
 * - Warm-up: `period` prices (20 by default).
 * - Cost: O(1) amortised and 2 · `period` numbers of memory.
 * - Source: J. Bollinger 2001, "Bollinger on Bollinger Bands".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, or `deviations` not from 0 to 1e6.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { bollingerWidth } from '@sigmax/core';
 * bollingerWidth.batch([8, 12], { period: 2 }).at(1); // => 0.8
 * ```
 */
export const bollingerWidth: Indicator<[options?: BollingerOptions], number, number> = defineIndicator({
  name: 'bollingerWidth',
  input: 'number',
  start: (options: BollingerOptions = {}) => new BollingerWidth(options),
});
