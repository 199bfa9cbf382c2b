import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { PercentageOscillator } from '../rolling/percentage-oscillator';

export interface PvoOptions {
  /** Period of the faster average. Defaults to 12. */
  readonly fast?: number;
  /** Period of the slower average, above `fast`. Defaults to 26. */
  readonly slow?: number;
  /** Period over which the percentage is averaged. Defaults to 9. */
  readonly signal?: number;
}

export interface PvoValue {
  /** Fast minus slow average of the volume in percent of the slow one. */
  readonly pvo: number;
  /** Exponential average of `pvo`. */
  readonly signal: number;
  /** `pvo - signal`. */
  readonly histogram: number;
}

const optionsSchema = z
  .strictObject({
    fast: periodSchema().default(12),
    slow: periodSchema().default(26),
    signal: periodSchema().default(9),
  })
  .refine(({ fast, slow }) => fast < slow, { path: ['slow'], message: 'expected a period above fast' });

type Volume = Pick<PriceBar, 'volume'>;

class Pvo implements RunningIndicator<Volume, PvoValue> {
  readonly warmUp: number;
  private readonly oscillator: PercentageOscillator;

  constructor(options: PvoOptions) {
    const { fast, slow, signal } = parseOptions(optionsSchema, options, 'pvo');
    this.warmUp = slow + signal - 1;
    this.oscillator = new PercentageOscillator(fast, slow, signal);
  }

  next({ volume }: Volume): PvoValue | undefined {
    requireFinite('pvo', 'volume', volume);
    const { oscillator } = this;
    if (!oscillator.add(volume)) return undefined;
    const { value, signal } = oscillator;
    return { pvo: value, signal, histogram: value - signal };
  }
}

/**
 * Percentage volume oscillator: {@link ppo} of the volume.
 *
 * `pvo = 100 · (ema(volume, fast) − ema(volume, slow)) / ema(volume, slow)`, `signal = ema(pvo, signal)`,
 * `histogram = pvo − signal`. Each average starts from the mean of its first inputs. `undefined` while the slow average is 0.
 *
 * - Warm-up: `slow + signal − 1` bars (34 by default); the three outputs start together.
 * - Cost: O(1), one object per bar.
 * - Source: StockCharts ChartSchool, "Percentage Volume Oscillator".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `slow` is not above `fast`.
 * @throws {DataError} the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { pvo } from '@sigmax/core';
 * const lines = pvo({ fast: 1, slow: 2, signal: 1 });
 * lines.next({ volume: 10 }); // => undefined
 * lines.next({ volume: 30 }); // => { pvo: 50, signal: 50, histogram: 0 }
 * ```
 */
export const pvo: Indicator<[options?: PvoOptions], Volume, PvoValue> = defineIndicator({
  name: 'pvo',
  input: 'bar',
  outputs: ['pvo', 'signal', 'histogram'],
  start: (options: PvoOptions = {}) => new Pvo(options),
});
