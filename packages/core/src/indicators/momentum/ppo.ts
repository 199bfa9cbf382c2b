import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { PercentageOscillator } from '../rolling/percentage-oscillator';

export interface PpoOptions {
  /** Period of the faster average. Defaults to 12. */
  readonly fast?: number;
  /** Period of the slower average, above `fast`. Defaults to 26. */
  readonly slow?: number;
  /** Period over which the percentage is averaged. Defaults to 9. */
  readonly signal?: number;
}

export interface PpoValue {
  /** Fast minus slow average in percent of the slow one. */
  readonly ppo: number;
  /** Exponential average of `ppo`. */
  readonly signal: number;
  /** `ppo - signal`. */
  readonly histogram: number;
}

const optionsSchema = z
  .strictObject({
    fast: periodSchema().default(12),
    slow: periodSchema().default(26),
    signal: periodSchema().default(9),
  })
  .refine(({ fast, slow }) => fast < slow, { path: ['slow'], message: 'expected a period above fast' });

class Ppo implements RunningIndicator<number, PpoValue> {
  readonly warmUp: number;
  private readonly oscillator: PercentageOscillator;

  constructor(options: PpoOptions) {
    const { fast, slow, signal } = parseOptions(optionsSchema, options, 'ppo');
    this.warmUp = slow + signal - 1;
    this.oscillator = new PercentageOscillator(fast, slow, signal);
  }

  next(price: number): PpoValue | undefined {
    requireFinite('ppo', 'price', price);
    const { oscillator } = this;
    if (!oscillator.add(price)) return undefined;
    const { value, signal } = oscillator;
    return { ppo: value, signal, histogram: value - signal };
  }
}

/**
 * Percentage price oscillator: {@link macd} in percent of the slow average, so that instruments can be compared.
 *
 * `ppo = 100 · (ema(x, fast) − ema(x, slow)) / ema(x, slow)`, `signal = ema(ppo, signal)`, `histogram = ppo − signal`. Each
 * average starts from the mean of its first inputs. `undefined` where the slow average is 0.
 *
 * - Warm-up: `slow + signal − 1` prices (34 by default); the three outputs start together.
 * - Cost: O(1), one object per price.
 * - Source: G. Appel 2005, "Technical Analysis: Power Tools for Active Investors".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `slow` is not above `fast`.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link pvo}
 * @example
 * ```ts
 * import { ppo } from '@sigmax/core';
 * const lines = ppo.batch([10, 30], { fast: 1, slow: 2, signal: 1 });
 * lines.ppo.at(1); // => 50
 * ```
 */
export const ppo: Indicator<[options?: PpoOptions], number, PpoValue> = defineIndicator({
  name: 'ppo',
  input: 'number',
  outputs: ['ppo', 'signal', 'histogram'],
  start: (options: PpoOptions = {}) => new Ppo(options),
});
