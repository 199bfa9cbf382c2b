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

class BollingerPercentB implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly deviations: number;
  private readonly moments: RollingMoments;

  constructor(options: BollingerOptions) {
    const { period, deviations } = parseOptions(optionsSchema, options, 'bollingerPercentB');
    this.warmUp = period;
    this.deviations = deviations;
    this.moments = new RollingMoments(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('bollingerPercentB', 'price', price);
    const { moments } = this;
    if (!moments.add(price)) return otherwise;
    const width = this.deviations * Math.sqrt(moments.variance);
    return known((price - moments.origin - moments.mean) / (2 * width) + 0.5, otherwise);
  }
}

/**
 * Bollinger %b: where the price stands between the bands of {@link bollinger}, 0 at the lower and 1 at the upper.
 *
 * `(x − lower) / (upper − lower)`, a fraction despite its name, below 0 and above 1 outside the bands. `undefined` where the
 * bands have no width.
 *
 * - Warm-up: `period` prices (20 by default).
 * - Cost: O(1) amortised and 2 · `period` numbers of memory.
 * - Source: J. Bollinger 2001, "Bollinger on Bollinger Bands".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, or `deviations` not from 0 to 1e6.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { bollingerPercentB } from '@sigmax/core';
 * bollingerPercentB.batch([8, 12], { period: 2 }).at(1); // => 0.75
 * ```
 */
export const bollingerPercentB: Indicator<[options?: BollingerOptions], number, number> = defineIndicator({
  name: 'bollingerPercentB',
  input: 'number',
  start: (options: BollingerOptions = {}) => new BollingerPercentB(options),
});
