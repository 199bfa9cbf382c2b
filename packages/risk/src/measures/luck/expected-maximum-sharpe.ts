import { normalQuantile, parseOptions } from '@sigmax/core';
import { z } from 'zod';

const eulerMascheroni = 0.5772156649015329;

export const trialsShape = {
  trials: z.int().min(1),
  trialVariance: z.number().nonnegative(),
};

const schema = z.strictObject(trialsShape);

export interface TrialOptions {
  /** How many variants were tried, this one included; correlated ones count less. */
  readonly trials: number;
  /** Variance of their Sharpe ratios per period, not annualised. */
  readonly trialVariance: number;
}

/**
 * Returns the Sharpe ratio that the best of many strategies without any edge is expected to show:
 * √V ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e))), γ the Euler–Mascheroni constant. 0 for one trial.
 *
 * - Units: as `trialVariance`: per period when that is.
 *
 * Source: Bailey and López de Prado 2014, "The deflated Sharpe ratio", equation 1.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { expectedMaximumSharpe } from '@sigmax/risk';
 * expectedMaximumSharpe({ trials: 100, trialVariance: 1 / 500 }).toFixed(4); // => '0.1132'
 * ```
 */
export const expectedMaximumSharpe = (options: TrialOptions): number => {
  const { trials, trialVariance } = parseOptions(schema, options, 'expectedMaximumSharpe');
  if (trials === 1) return 0;
  const highest = (1 - eulerMascheroni) * normalQuantile(1 - 1 / trials);
  return Math.sqrt(trialVariance) * (highest + eulerMascheroni * normalQuantile(1 - 1 / (trials * Math.E)));
};
