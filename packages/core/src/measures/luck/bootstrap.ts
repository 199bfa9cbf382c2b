import { z } from 'zod';
import { parseOptions } from '../../options';
import type { Random } from '../../random';
import { mean } from '../statistics/moments';
import { quantileOfSorted } from '../statistics/quantile';
import { requireFinite } from '../statistics/require';

const schema = z.object({
  statistic: z.enum(['sharpe', 'mean']),
  scheme: z.enum(['stationary', 'circular']).default('stationary'),
  periodsPerYear: z.number().positive(),
  resamples: z.int().min(10).optional(),
  blockLength: z.number().min(1).optional(),
  level: z.number().gt(0).lt(1).default(0.95),
});

export interface BootstrapOptions {
  /** What is recomputed on each resample: the annualised Sharpe ratio (ddof 1), or the annualised arithmetic mean. */
  readonly statistic: 'sharpe' | 'mean';
  /** Blocks of random (geometric) or of fixed length. Defaults to `stationary`. */
  readonly scheme?: 'stationary' | 'circular';
  readonly periodsPerYear: number;
  /** Defaults to 1000, or to what four million blocks allow on a longer series, but at least 200. */
  readonly resamples?: number;
  /** Mean length of a block, in periods. Defaults to the cube root of the number of returns, rounded. */
  readonly blockLength?: number;
  /** Share of the resamples inside the interval. Defaults to 0.95. */
  readonly level?: number;
  readonly random: Random;
}

export interface BootstrapInterval {
  readonly statistic: 'sharpe' | 'mean';
  readonly scheme: 'stationary' | 'circular';
  readonly resamples: number;
  readonly blockLength: number;
  readonly level: number;
  readonly low: number;
  readonly high: number;
  /** Share of the resamples in which the statistic was not above 0. */
  readonly shareNotPositive: number;
}

/**
 * Sums of x and of x² over the first i values, twice around, so that any block is one subtraction. They lie side by side,
 * because a jump to memory that is not cached costs more than the arithmetic.
 */
const prefixSums = (values: ArrayLike<number>, centre: number): Float64Array => {
  const { length } = values;
  const sums = new Float64Array(4 * length + 2);
  for (let index = 0; index < 2 * length; index++) {
    const value = (values[index < length ? index : index - length] as number) - centre;
    sums[2 * index + 2] = (sums[2 * index] as number) + value;
    sums[2 * index + 3] = (sums[2 * index + 1] as number) + value * value;
  }
  return sums;
};

/**
 * Returns an interval for the Sharpe ratio or the mean of returns from a block bootstrap, which keeps the dependence of
 * neighbouring returns that a plain bootstrap destroys.
 *
 * The interval is the percentile interval of the resampled statistics.
 *
 * - Cost: O(n + resamples · n / blockLength).
 * - `undefined` for fewer than 10 returns and without variance. A resample without variance counts as 0.
 *
 * Source: Politis and Romano 1994 (stationary), 1992 (circular).
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { bootstrapInterval, seededRandom } from '@sigmax/core';
 * const returns = Array.from({ length: 200 }, (_, index) => Math.sin(index * index) / 100);
 * const options = { statistic: 'sharpe', periodsPerYear: 365, random: seededRandom(7) } as const;
 * const interval = bootstrapInterval(returns, options);
 * interval?.blockLength; // => 6
 * (interval?.low ?? 0) < (interval?.high ?? 0); // => true
 * ```
 */
export const bootstrapInterval = (
  returns: ArrayLike<number>,
  { random, ...given }: BootstrapOptions,
): BootstrapInterval | undefined => {
  requireFinite(returns, 'bootstrapInterval');
  const options = parseOptions(schema, given, 'bootstrapInterval');
  const { statistic, scheme, level, periodsPerYear } = options;
  const { length } = returns;
  if (length < 10) return undefined;
  const blockLength = Math.min(options.blockLength ?? Math.max(1, Math.round(Math.cbrt(length))), length);
  const affordable = Math.floor((4_000_000 * blockLength) / length);
  const resamples = options.resamples ?? Math.min(Math.max(affordable, 200), 1_000);
  const centre = mean(returns) as number;
  const sums = prefixSums(returns, centre);
  const negligible = 1e-12 * ((sums[2 * length + 1] as number) / length);
  if (negligible === 0) return undefined;
  // Length of a stationary block: geometric with mean blockLength.
  const decay = blockLength > 1 ? Math.log(1 - 1 / blockLength) : -Infinity;
  const draw = (): number =>
    scheme === 'circular' ? Math.round(blockLength) : 1 + Math.floor(Math.log(1 - random.uniform()) / decay);
  const statistics = new Float64Array(resamples);
  for (let sample = 0; sample < resamples; sample++) {
    let sum = 0;
    let squares = 0;
    for (let left = length; left > 0; ) {
      const size = Math.min(draw(), left);
      const from = 2 * random.integer(length);
      const to = from + 2 * size;
      sum += (sums[to] as number) - (sums[from] as number);
      squares += (sums[to + 1] as number) - (sums[from + 1] as number);
      left -= size;
    }
    const average = centre + sum / length;
    const variance = (squares - (sum * sum) / length) / (length - 1);
    if (statistic === 'mean') statistics[sample] = average * periodsPerYear;
    // A resample that drew only flat periods has no ratio; it earned nothing, so it counts as 0.
    else if (variance > negligible) statistics[sample] = (average / Math.sqrt(variance)) * Math.sqrt(periodsPerYear);
  }
  statistics.sort();
  const notPositive = statistics.findLastIndex((value) => value <= 0) + 1;
  return {
    statistic,
    scheme,
    resamples,
    blockLength,
    level,
    low: quantileOfSorted(statistics, (1 - level) / 2, 'linear') as number,
    high: quantileOfSorted(statistics, (1 + level) / 2, 'linear') as number,
    shareNotPositive: notPositive / resamples,
  };
};
