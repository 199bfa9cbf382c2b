import { normalQuantile, parseOptions, probabilisticSharpe, type SharpeSample } from '@sigmax/core';
import { z } from 'zod';

/** Euler and Mascheroni's constant. */
const eulerGamma = 0.5772156649015329;

const schema = z.strictObject({
  trials: z.int().positive(),
  variancePerPeriod: z.number().min(0),
});

export interface TrialsOptions {
  /** How many configurations were tried, the one that was kept among them. */
  readonly trials: number;
  /** Variance of the trials' Sharpe ratios per period. */
  readonly variancePerPeriod: number;
}

/**
 * The Sharpe ratio per period that the best of `trials` configurations without any edge is expected to show:
 * SR₀ = √V ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e))); 0 for one trial.
 *
 * Source: Bailey and López de Prado 2014, "The deflated Sharpe ratio", equation 7.
 *
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { expectedBestSharpe } from '@sigmax/rl/evaluation';
 * expectedBestSharpe({ trials: 100, variancePerPeriod: 0.5 / 250 }).toFixed(6); // => '0.113172'
 * ```
 */
export const expectedBestSharpe = (options: TrialsOptions): number => {
  const { trials, variancePerPeriod } = parseOptions(schema, options, 'expectedBestSharpe');
  if (trials === 1) return 0;
  const best = normalQuantile(1 - 1 / trials) as number;
  const farther = normalQuantile(1 - 1 / (trials * Math.E)) as number;
  return Math.sqrt(variancePerPeriod) * ((1 - eulerGamma) * best + eulerGamma * farther);
};

/**
 * The probability that the true Sharpe ratio exceeds what the best of all trials shows by luck: `probabilisticSharpe` of core
 * against {@link expectedBestSharpe}.
 *
 * Every configuration counts that was looked at on these data, those that were thrown away above all. `undefined` where
 * `probabilisticSharpe` is.
 *
 * Source: Bailey and López de Prado 2014, equation 9.
 *
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { deflatedSharpe } from '@sigmax/rl/evaluation';
 * const sample = { sharpePerPeriod: 2.5 / Math.sqrt(250), periods: 1250, skewness: -3, rawKurtosis: 10 };
 * deflatedSharpe(sample, { trials: 100, variancePerPeriod: 0.5 / 250 })?.toFixed(4); // => '0.9004'
 * ```
 */
export const deflatedSharpe = (sample: SharpeSample, options: TrialsOptions): number | undefined =>
  probabilisticSharpe(sample, { benchmarkPerPeriod: expectedBestSharpe(options) });
