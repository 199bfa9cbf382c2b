import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite, requireFiniteRange } from '../input-checks';
import { closePlace } from '../rolling/close-place';
import { CompensatedSum } from '../rolling/compensated-sum';
import { ExponentialMean } from '../rolling/exponential-mean';

export interface ChaikinOscillatorOptions {
  /** Period of the faster average. Defaults to 3. */
  readonly fast?: number;
  /** Period of the slower average, above `fast`. Defaults to 10. */
  readonly slow?: number;
}

const optionsSchema = z
  .strictObject({ fast: periodSchema().default(3), slow: periodSchema().default(10) })
  .refine(({ fast, slow }) => fast < slow, { path: ['slow'], message: 'expected a period above fast' });

type Bar = Omit<PriceBar, 'open'>;

class ChaikinOscillator implements RunningIndicator<Bar, number> {
  readonly warmUp: number;
  private readonly line = new CompensatedSum();
  private readonly fast: ExponentialMean;
  private readonly slow: ExponentialMean;
  private count = 0;

  constructor(options: ChaikinOscillatorOptions) {
    const { fast, slow } = parseOptions(optionsSchema, options, 'chaikinOscillator');
    this.warmUp = slow;
    // A mean of one number starts from the first.
    this.fast = new ExponentialMean(1, 2 / (fast + 1));
    this.slow = new ExponentialMean(1, 2 / (slow + 1));
  }

  next({ high, low, close, volume }: Bar, otherwise?: number): number | undefined {
    requireFiniteRange('chaikinOscillator', high, low, close);
    requireFinite('chaikinOscillator', 'volume', volume);
    const line = this.line.add(closePlace(high, low, close) * volume);
    const fast = this.fast.next(line);
    const slow = this.slow.next(line);
    if (this.count < this.warmUp) this.count += 1;
    return fast === undefined || slow === undefined || this.count < this.warmUp ? otherwise : fast - slow;
  }
}

/**
 * Chaikin oscillator: a fast minus a slow exponential average of the {@link accumulationDistribution} line.
 *
 * `ema(line, fast) − ema(line, slow)`; both averages start from the first value of the line, as in TA-Lib.
 *
 * - Warm-up: `slow` bars (10 by default). Units: the base asset.
 * - Cost: O(1).
 * - Source: M. Chaikin, as in S. B. Achelis 2000, "Technical Analysis from A to Z"; start as in TA-Lib `TA_ADOSC`.
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `slow` is not above `fast`.
 * @throws {DataError} a price or the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { chaikinOscillator } from '@sigmax/core';
 * const oscillator = chaikinOscillator({ fast: 1, slow: 3 });
 * oscillator.next({ high: 14, low: 10, close: 14, volume: 6 }); // => undefined
 * oscillator.next({ high: 14, low: 10, close: 12, volume: 6 }); // => undefined
 * oscillator.next({ high: 14, low: 10, close: 14, volume: 4 }); // => 2
 * ```
 */
export const chaikinOscillator: Indicator<[options?: ChaikinOscillatorOptions], Bar, number> = defineIndicator({
  name: 'chaikinOscillator',
  input: 'bar',
  start: (options: ChaikinOscillatorOptions = {}) => new ChaikinOscillator(options),
});
