import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite, requireFiniteRange } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';
import { VolumeForce } from '../rolling/volume-force';

export interface KlingerOscillatorOptions {
  /** Period of the faster average. Defaults to 34. */
  readonly fast?: number;
  /** Period of the slower average, above `fast`. Defaults to 55. */
  readonly slow?: number;
  /** Period over which the difference is averaged. Defaults to 13. */
  readonly signal?: number;
}

export interface KlingerOscillatorValue {
  /** Fast minus slow average of the volume force. */
  readonly value: number;
  /** Exponential average of `value`. */
  readonly signal: number;
}

const optionsSchema = z
  .strictObject({
    fast: periodSchema().default(34),
    slow: periodSchema().default(55),
    signal: periodSchema().default(13),
  })
  .refine(({ fast, slow }) => fast < slow, { path: ['slow'], message: 'expected a period above fast' });

type Bar = Omit<PriceBar, 'open'>;

class KlingerOscillator implements RunningIndicator<Bar, KlingerOscillatorValue> {
  readonly warmUp: number;
  private readonly force = new VolumeForce();
  private readonly fast: ExponentialMean;
  private readonly slow: ExponentialMean;
  private readonly signal: ExponentialMean;

  constructor(options: KlingerOscillatorOptions) {
    const { fast, slow, signal } = parseOptions(optionsSchema, options, 'klingerOscillator');
    this.warmUp = slow + signal;
    this.fast = new ExponentialMean(fast, 2 / (fast + 1));
    this.slow = new ExponentialMean(slow, 2 / (slow + 1));
    this.signal = new ExponentialMean(signal, 2 / (signal + 1));
  }

  next({ high, low, close, volume }: Bar): KlingerOscillatorValue | undefined {
    requireFiniteRange('klingerOscillator', high, low, close);
    requireFinite('klingerOscillator', 'volume', volume);
    const force = this.force.next(high, low, close, volume);
    if (force === undefined) return undefined;
    const fast = this.fast.next(force);
    const slow = this.slow.next(force);
    if (fast === undefined || slow === undefined) return undefined;
    const value = fast - slow;
    const signal = this.signal.next(value);
    return signal === undefined ? undefined : { value, signal };
  }
}

/**
 * Klinger oscillator: a fast minus a slow exponential average of the volume force, and an average of that.
 *
 * The force of a bar is `±100 · volume · |2·d / c − 1|`, up where `high + low + close` has risen and down where it has fallen
 * (else as before); d is the range of the bar, c the sum of ranges since the direction turned, the one before the turn
 * included. `value = ema(force, fast) − ema(force, slow)`, `signal = ema(value, signal)`, each average started from the mean
 * of its first inputs.
 *
 * - Warm-up: `slow + signal` bars (68 by default); both outputs start together.
 * - Cost: O(1), one object per bar.
 * - Source: S. J. Klinger 1997, "Identifying Trends with Volume Analysis", in the form of S. B. Achelis 2000.
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `slow` is not above `fast`.
 * @throws {DataError} a price or the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { klingerOscillator } from '@sigmax/core';
 * klingerOscillator().warmUp; // => 68
 * ```
 */
export const klingerOscillator: Indicator<[options?: KlingerOscillatorOptions], Bar, KlingerOscillatorValue> =
  defineIndicator({
    name: 'klingerOscillator',
    input: 'bar',
    outputs: ['value', 'signal'],
    start: (options: KlingerOscillatorOptions = {}) => new KlingerOscillator(options),
  });
