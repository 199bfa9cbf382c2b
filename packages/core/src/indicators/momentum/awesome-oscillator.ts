import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

export interface AwesomeOscillatorOptions {
  /** Bars in the faster average. Defaults to 5. */
  readonly fast?: number;
  /** Bars in the slower average, above `fast`. Defaults to 34. */
  readonly slow?: number;
}

const optionsSchema = z
  .strictObject({ fast: periodSchema().default(5), slow: periodSchema().default(34) })
  .refine(({ fast, slow }) => fast < slow, { path: ['slow'], message: 'expected a period above fast' });

type Range = Pick<PriceBar, 'high' | 'low'>;

class AwesomeOscillator implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly fast: RollingMean;
  private readonly slow: RollingMean;

  constructor(options: AwesomeOscillatorOptions) {
    const { fast, slow } = parseOptions(optionsSchema, options, 'awesomeOscillator');
    this.warmUp = slow;
    this.fast = new RollingMean(fast);
    this.slow = new RollingMean(slow);
  }

  next({ high, low }: Range, otherwise?: number): number | undefined {
    requireFinite('awesomeOscillator', 'high', high);
    requireFinite('awesomeOscillator', 'low', low);
    const price = (high + low) / 2;
    const fast = this.fast.next(price);
    const slow = this.slow.next(price);
    return fast === undefined || slow === undefined ? otherwise : fast - slow;
  }
}

/**
 * Awesome oscillator: a fast minus a slow simple average of the middles of bars, in the unit of the prices.
 *
 * `sma((high + low) / 2, fast) − sma((high + low) / 2, slow)`
 *
 * - Warm-up: `slow` bars (34 by default).
 * - Cost: O(1) amortised; sums never drift.
 * - Source: B. M. Williams 1998, "New Trading Dimensions".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `slow` is not above `fast`.
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link acceleratorOscillator}
 * @example
 * ```ts
 * import { awesomeOscillator } from '@sigmax/core';
 * const oscillator = awesomeOscillator({ fast: 1, slow: 2 });
 * oscillator.next({ high: 12, low: 10 }); // => undefined
 * oscillator.next({ high: 16, low: 14 }); // => 2
 * ```
 */
export const awesomeOscillator: Indicator<[options?: AwesomeOscillatorOptions], Range, number> = defineIndicator({
  name: 'awesomeOscillator',
  input: 'bar',
  start: (options: AwesomeOscillatorOptions = {}) => new AwesomeOscillator(options),
});
