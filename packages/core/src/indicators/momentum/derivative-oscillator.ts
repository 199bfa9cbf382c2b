import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';
import { RelativeStrength } from '../rolling/relative-strength';
import { RollingMean } from '../rolling/rolling-mean';

export interface DerivativeOscillatorOptions {
  /** Period of the relative strength index. Defaults to 14. */
  readonly rsiPeriod?: number;
  /** Period of its first exponential average. Defaults to 5. */
  readonly first?: number;
  /** Period of the exponential average of that. Defaults to 3. */
  readonly second?: number;
  /** Period of the simple average that is taken off. Defaults to 9. */
  readonly signal?: number;
}

const optionsSchema = z.strictObject({
  rsiPeriod: periodSchema().default(14),
  first: periodSchema().default(5),
  second: periodSchema().default(3),
  signal: periodSchema().default(9),
});

class DerivativeOscillator implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly strength: RelativeStrength;
  private readonly first: ExponentialMean;
  private readonly second: ExponentialMean;
  private readonly signal: RollingMean;

  constructor(options: DerivativeOscillatorOptions) {
    const { rsiPeriod, first, second, signal } = parseOptions(optionsSchema, options, 'derivativeOscillator');
    this.warmUp = rsiPeriod + first + second + signal - 2;
    this.strength = new RelativeStrength(rsiPeriod);
    this.first = new ExponentialMean(first, 2 / (first + 1));
    this.second = new ExponentialMean(second, 2 / (second + 1));
    this.signal = new RollingMean(signal);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('derivativeOscillator', 'price', price);
    const strength = this.strength.next(price);
    const first = strength === undefined ? undefined : this.first.next(strength);
    const second = first === undefined ? undefined : this.second.next(first);
    const signal = second === undefined ? undefined : this.signal.next(second);
    return second === undefined || signal === undefined ? otherwise : second - signal;
  }
}

/**
 * Derivative oscillator: the relative strength index, smoothed twice, minus its simple average.
 *
 * `s − sma(s, signal)` with `s = ema(ema(rsi(x, rsiPeriod), first), second)`, each average started from the mean of its
 * first inputs.
 *
 * - Warm-up: `rsiPeriod + first + second + signal − 2` prices (29 by default).
 * - Cost: O(1) amortised.
 * - Source: C. Brown 1999, "Technical Analysis for the Trading Professional".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { derivativeOscillator } from '@sigmax/core';
 * const options = { rsiPeriod: 1, first: 1, second: 1, signal: 2 };
 * // Strengths 0 and 100.
 * derivativeOscillator.batch([3, 2, 4], options).at(2); // => 50
 * ```
 */
export const derivativeOscillator: Indicator<[options?: DerivativeOscillatorOptions], number, number> = defineIndicator(
  {
    name: 'derivativeOscillator',
    input: 'number',
    start: (options: DerivativeOscillatorOptions = {}) => new DerivativeOscillator(options),
  },
);
