import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { definitionOf } from '../definition/definition-of';
import type { Measured } from '../definition/measured';
import { type LevelOption, levelOption } from '../definition/options';
import { requireCounts } from './backtest-statistic';
import { binomialProbability } from './binomial-probability';
import type { ExceptionCounts } from './exception-counts';

const schema = z.strictObject({ level: levelOption });

export interface TrafficLight extends Measured {
  /** `value` is the probability of at most this many exceptions under a right model: below 95 %, below 99.99 %, above. */
  readonly zone: 'green' | 'yellow' | 'red' | undefined;
  /** What Basel adds to the capital multiplier of 3; known for 250 periods at 99 % only. */
  readonly plusFactor: number | undefined;
}

/** By the number of exceptions, from 5 on. */
const plusFactors = [0.4, 0.5, 0.65, 0.75, 0.85];

const plusFactorOf = (exceptions: number): number => {
  if (exceptions < 5) return 0;
  return plusFactors[exceptions - 5] ?? 1;
};

/**
 * Puts a value at risk into the Basel zones by the probability of at most x exceptions in n periods under the binomial
 * distribution: green below 95 %, yellow below 99.99 %, red from there on.
 *
 * It asks only whether there are too many. For 250 days at 99 % yellow begins at 5 exceptions and red at 10.
 *
 * - `undefined` without a period. Cost: O(exceptions).
 *
 * Source: Basel Committee 1996, "Supervisory framework for the use of backtesting", table 2.
 *
 * @throws {DataError} the counts are no counts.
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { trafficLight } from '@sigmax/risk';
 * const { zone, plusFactor, value } = trafficLight({ exceptions: 5, periods: 250 }, { level: 0.99 });
 * [zone, plusFactor, value?.toFixed(4)]; // => ['yellow', 0.4, '0.9588']
 * trafficLight({ exceptions: 4, periods: 250 }, { level: 0.99 }).zone; // => 'green'
 * ```
 */
export const trafficLight = (
  { exceptions, periods }: Pick<ExceptionCounts, 'exceptions' | 'periods'>,
  options: LevelOption,
): TrafficLight => {
  const { level } = parseOptions(schema, options, 'trafficLight');
  requireCounts('trafficLight', exceptions, periods);
  const definition = definitionOf('basel-traffic-light', 'fraction', { level, distribution: 'binomial' });
  if (periods === 0) return { value: undefined, zone: undefined, plusFactor: undefined, definition };
  const value = binomialProbability(exceptions, periods, 1 - level);
  const plusFactor = periods === 250 && level === 0.99 ? plusFactorOf(exceptions) : undefined;
  const zone = value < 0.95 ? 'green' : value < 0.9999 ? 'yellow' : 'red';
  return { value, zone, plusFactor, definition };
};
