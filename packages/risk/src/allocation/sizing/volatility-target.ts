import { parseOptions } from '@sigmax/core';
import { z } from 'zod';

const schema = z.strictObject({
  volatility: z.number().positive(),
  target: z.number().positive(),
  maximum: z.number().positive(),
});

export interface VolatilityTargetOptions {
  /** Expected volatility of the instrument or portfolio. */
  readonly volatility: number;
  /** Wanted volatility of the account, for the same period. */
  readonly target: number;
  /** Largest weight. */
  readonly maximum: number;
}

/**
 * Returns the weight in inverse proportion to volatility: target / volatility, at most `maximum`.
 *
 * For one instrument that is inverse-volatility sizing; for a portfolio, the factor for all its weights.
 *
 * - Units: both volatilities for the same period; a weight is a fraction of equity.
 *
 * Source: Moskowitz, Ooi and Pedersen 2012, "Time series momentum", Journal of Financial Economics 104, section 4.1.
 *
 * @throws {InvalidOptionsError} an option is missing or not a finite number above 0.
 * @example
 * ```ts
 * import { volatilityTargetWeight } from '@sigmax/risk';
 * volatilityTargetWeight({ volatility: 0.8, target: 0.2, maximum: 1 }); // => 0.25
 * volatilityTargetWeight({ volatility: 0.1, target: 0.2, maximum: 1 }); // => 1
 * ```
 */
export const volatilityTargetWeight = (options: VolatilityTargetOptions): number => {
  const { volatility, target, maximum } = parseOptions(schema, options, 'volatilityTargetWeight');
  return Math.min(maximum, target / volatility);
};
