import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type LevelOption, levelOption } from '../definition/options';
import { type BacktestStatistic, likelihoodStatistic, requireCounts } from './backtest-statistic';
import type { ExceptionCounts } from './exception-counts';
import { atProbability, ownShare } from './likelihood';

const schema = z.strictObject({ level: levelOption });

/** −2 ln of the likelihood of x of n exceptions at the promised rate over that at their own rate. */
export const coverageRatio = (exceptions: number, periods: number, level: number): number => {
  const calm = periods - exceptions;
  const promised = atProbability(calm, level) + atProbability(exceptions, 1 - level);
  return 2 * (ownShare(calm, periods) + ownShare(exceptions, periods) - promised);
};

/**
 * Tests whether losses exceeded the value at risk as often as promised (proportion of failures):
 * LR = −2 ln((1 − p)^(n − x) p^x / ((1 − x/n)^(n − x) (x/n)^x)), p = 1 − `level`, against chi-square with 1 degree of freedom.
 *
 * Too few exceptions speak against it as too many do. On a year of days it finds only gross mistakes.
 *
 * - `undefined` without a period. Cost: O(1).
 *
 * Source: P. Kupiec 1995, "Techniques for verifying the accuracy of risk measurement models".
 *
 * @throws {DataError} the counts are no counts.
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { kupiecTest } from '@sigmax/risk';
 * kupiecTest({ exceptions: 4, periods: 250 }, { level: 0.99 }).value?.toFixed(6); // => '0.769138'
 * const { value, pValue } = kupiecTest({ exceptions: 10, periods: 250 }, { level: 0.99 });
 * [value?.toFixed(6), pValue?.toFixed(6)]; // => ['12.955491', '0.000319']
 * ```
 */
export const kupiecTest = (
  { exceptions, periods }: Pick<ExceptionCounts, 'exceptions' | 'periods'>,
  options: LevelOption,
): BacktestStatistic => {
  const { level } = parseOptions(schema, options, 'kupiecTest');
  requireCounts('kupiecTest', exceptions, periods);
  const statistic = periods === 0 ? undefined : coverageRatio(exceptions, periods, level);
  return likelihoodStatistic('kupiec-proportion-of-failures', statistic, 1, { level });
};
