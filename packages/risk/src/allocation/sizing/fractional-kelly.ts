import { kellyFromOdds, parseOptions } from '@sigmax/core';
import { z } from 'zod';

const shared = { fraction: z.number().positive().max(1), maximum: z.number().positive() };

const oddsSchema = z.strictObject({
  ...shared,
  winRate: z.number().min(0).max(1),
  payoffRatio: z.number().positive(),
});

const momentsSchema = z.strictObject({ ...shared, mean: z.number(), variance: z.number().positive() });

interface KellyShare {
  /** Part of Kelly's bet to make: 0.5 has three quarters of the growth and half of the volatility. */
  readonly fraction: number;
  /** Largest weight. */
  readonly maximum: number;
}

/** A bet that wins `payoffRatio` times the stake or loses it. */
export interface KellyOdds extends KellyShare {
  /** Probability of winning. */
  readonly winRate: number;
  /** What is won for each unit staked. */
  readonly payoffRatio: number;
}

/** A position whose returns are small and many. */
export interface KellyMoments extends KellyShare {
  /** Expected excess return for one period. */
  readonly mean: number;
  /** Variance of the returns for the same period. */
  readonly variance: number;
}

/**
 * Returns a part of the bet that grows fastest, at most `maximum` and at least 0.
 *
 * f = p − (1 − p) / b for a bet with odds, μ / σ² for small returns; the weight is `fraction` · f. Odds and means that are
 * estimated are too good on average, which is why less than all of it is usual. With the odds against the bet it is 0.
 *
 * - Units: a weight is a fraction of equity.
 *
 * Source: Kelly 1956, "A new interpretation of information rate", Bell System Technical Journal 35; Thorp 2006 for the continuous form
 * and for fractions.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { fractionalKellyWeight } from '@sigmax/risk';
 * fractionalKellyWeight({ winRate: 0.75, payoffRatio: 1, fraction: 0.5, maximum: 1 }); // => 0.25
 * fractionalKellyWeight({ mean: 0.001, variance: 0.0016, fraction: 0.5, maximum: 0.2 }); // => 0.2
 * ```
 */
export const fractionalKellyWeight = (options: KellyOdds | KellyMoments): number => {
  if ('mean' in options || 'variance' in options) {
    const { mean, variance, fraction, maximum } = parseOptions(momentsSchema, options, 'fractionalKellyWeight');
    return Math.min(maximum, Math.max(0, (fraction * mean) / variance));
  }
  const { fraction, maximum, ...odds } = parseOptions(oddsSchema, options, 'fractionalKellyWeight');
  return Math.min(maximum, Math.max(0, fraction * (kellyFromOdds(odds) as number)));
};
