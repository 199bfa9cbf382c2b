import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

export interface AcceleratorOscillatorOptions {
  /** Bars in the faster average. Defaults to 5. */
  readonly fast?: number;
  /** Bars in the slower average, above `fast`. Defaults to 34. */
  readonly slow?: number;
  /** Bars over which their difference is averaged. Defaults to 5. */
  readonly signal?: number;
}

const optionsSchema = z
  .strictObject({
    fast: periodSchema().default(5),
    slow: periodSchema().default(34),
    signal: periodSchema().default(5),
  })
  .refine(({ fast, slow }) => fast < slow, { path: ['slow'], message: 'expected a period above fast' });

type Range = Pick<PriceBar, 'high' | 'low'>;

class AcceleratorOscillator implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly fast: RollingMean;
  private readonly slow: RollingMean;
  private readonly signal: RollingMean;

  constructor(options: AcceleratorOscillatorOptions) {
    const { fast, slow, signal } = parseOptions(optionsSchema, options, 'acceleratorOscillator');
    this.warmUp = slow + signal - 1;
    this.fast = new RollingMean(fast);
    this.slow = new RollingMean(slow);
    this.signal = new RollingMean(signal);
  }

  next({ high, low }: Range, otherwise?: number): number | undefined {
    requireFinite('acceleratorOscillator', 'high', high);
    requireFinite('acceleratorOscillator', 'low', low);
    const price = (high + low) / 2;
    const fast = this.fast.next(price);
    const slow = this.slow.next(price);
    if (fast === undefined || slow === undefined) return otherwise;
    const signal = this.signal.next(fast - slow);
    return signal === undefined ? otherwise : fast - slow - signal;
  }
}

/**
 * Accelerator oscillator: {@link awesomeOscillator} minus its own simple average, in the unit of the prices.
 *
 * `ao − sma(ao, signal)` with `ao = sma((high + low) / 2, fast) − sma((high + low) / 2, slow)`
 *
 * - Warm-up: `slow + signal − 1` bars (38 by default).
 * - Cost: O(1) amortised; sums never drift.
 * - Source: B. M. Williams 1998, "New Trading Dimensions".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `slow` is not above `fast`.
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { acceleratorOscillator } from '@sigmax/core';
 * const oscillator = acceleratorOscillator({ fast: 1, slow: 2, signal: 2 });
 * oscillator.next({ high: 12, low: 10 }); // => undefined
 * oscillator.next({ high: 16, low: 14 }); // => undefined
 * oscillator.next({ high: 16, low: 14 }); // => -1
 * ```
 */
export const acceleratorOscillator: Indicator<[options?: AcceleratorOscillatorOptions], Range, number> =
  defineIndicator({
    name: 'acceleratorOscillator',
    input: 'bar',
    start: (options: AcceleratorOscillatorOptions = {}) => new AcceleratorOscillator(options),
  });
