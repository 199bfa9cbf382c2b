import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type LevelOption, levelOption } from '../definition/options';
import { type BacktestStatistic, likelihoodStatistic, requireCounts } from './backtest-statistic';
import { independenceRatio } from './christoffersen-test';
import type { ExceptionCounts } from './exception-counts';
import { coverageRatio } from './kupiec-test';

export const coverageSchema = z.strictObject({
  level: levelOption,
  firstPeriod: z.enum(['counted', 'dropped']).default('counted'),
});

export interface ConditionalCoverageOptions extends LevelOption {
  /**
   * Whether the first period, which has none before it, counts in the rate of exceptions. `dropped` makes the sum the exact
   * likelihood ratio of Christoffersen; `counted` is Kupiec's statistic, as most tool boxes add it. Defaults to `counted`.
   */
  readonly firstPeriod?: 'counted' | 'dropped';
}

/**
 * Tests the rate and the independence of exceptions together: the sum of Kupiec's and Christoffersen's statistics against
 * chi-square with 2 degrees of freedom.
 *
 * - `undefined` for fewer than two periods. Cost: O(1).
 *
 * Source: P. Christoffersen 1998, "Evaluating interval forecasts", equation 17.
 *
 * @throws {DataError} the counts are no counts.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { conditionalCoverageTest, exceptionCounts } from '@sigmax/risk';
 * const scattered = exceptionCounts(Array.from({ length: 250 }, (_, index) => index % 100 === 50));
 * const { value, pValue } = conditionalCoverageTest(scattered, { level: 0.99 });
 * [value?.toFixed(4), pValue?.toFixed(4)]; // => ['0.1408', '0.9320']
 * ```
 */
export const conditionalCoverageTest = (
  counts: ExceptionCounts,
  options: ConditionalCoverageOptions,
): BacktestStatistic => {
  const { level, firstPeriod } = parseOptions(coverageSchema, options, 'conditionalCoverageTest');
  const { calmThenCalm, calmThenHit, hitThenCalm, hitThenHit } = counts;
  requireCounts('conditionalCoverageTest', counts.exceptions, counts.periods);
  const hits = calmThenHit + hitThenHit;
  const count = hits + calmThenCalm + hitThenCalm;
  requireCounts('conditionalCoverageTest', hits, count);
  const rate =
    firstPeriod === 'counted'
      ? coverageRatio(counts.exceptions, counts.periods, level)
      : coverageRatio(hits, count, level);
  const statistic = count === 0 ? undefined : rate + independenceRatio(counts);
  return likelihoodStatistic('christoffersen-conditional-coverage', statistic, 2, { level, firstPeriod });
};
