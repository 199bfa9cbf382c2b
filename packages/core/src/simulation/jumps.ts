import { exponential } from '../portable-math';
import type { Random } from '../random';

/** Standard deviation of one jump, in units of an asset's annual volatility: 3 % at 60 % a year. */
const size = 0.05;

/** Jumps that every asset shares, and jumps of one asset alone, a year. */
export const jumpsPerYear = { market: 25, asset: 15 } as const;

/** Share of the long-run variance that is jumps. */
export const jumpVarianceShare = (jumpsPerYear.market + jumpsPerYear.asset) * size * size;

/**
 * Jumps at random times, of normal size and mean 0. Returns the jump of each bar in units of annual volatility, mostly 0.
 *
 * A bar holds one jump at most, with probability 1 − exp(−rate Δ); that loses jumps when bars are weeks long.
 *
 * Source: Merton 1976, "Option pricing when underlying stock returns are discontinuous", Journal of Financial Economics 3.
 */
export const jumps = (random: Random, perYear: number, barYears: number): (() => number) => {
  const chance = 1 - exponential(-perYear * barYears);
  return () => (random.uniform() < chance ? size * random.normal() : 0);
};
