import { type DegreesOfFreedom, mean, standardDeviation } from '../statistics/moments';
import { ratio, requireFinite } from '../statistics/require';

/**
 * Returns the multiple of the exposure that would have grown fastest: mean / variance of the returns.
 *
 * It is what hindsight would have bet; half of it or less is usual. `undefined` without variance.
 *
 * Source: Kelly 1956; Merton 1969 for the continuous form used here.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { kellyFraction } from '@sigmax/core';
 * kellyFraction([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1])?.toFixed(6); // => '1.886792'
 * ```
 */
export const kellyFraction = (
  returns: ArrayLike<number>,
  { ddof = 1 }: { readonly ddof?: DegreesOfFreedom } = {},
): number | undefined => {
  requireFinite(returns, 'kellyFraction');
  const deviation = standardDeviation(returns, ddof);
  return deviation === undefined ? undefined : ratio(mean(returns), deviation * deviation);
};

/**
 * Returns the share of capital to stake on a bet that wins `payoffRatio` times the stake with probability `winRate` and
 * loses it otherwise: p − (1 − p) / b.
 *
 * Negative when the odds are against the bet. Source: Kelly 1956.
 *
 * @example
 * ```ts
 * import { kellyFromOdds } from '@sigmax/core';
 * kellyFromOdds({ winRate: 0.6, payoffRatio: 1.5 })?.toFixed(6); // => '0.333333'
 * ```
 */
export const kellyFromOdds = (odds: { readonly winRate: number; readonly payoffRatio: number }): number | undefined => {
  const { winRate, payoffRatio } = odds;
  if (!(winRate >= 0 && winRate <= 1 && payoffRatio > 0)) return undefined;
  return winRate - (1 - winRate) / payoffRatio;
};
