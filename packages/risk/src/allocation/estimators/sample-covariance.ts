import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { rowsOf } from '../algebra/dense';
import type { Covariance } from '../covariance';
import { checkReturns, type ReturnsTable } from '../returns-table';
import { equalRowWeights, weightedMeans, weightedProducts } from './weighted-covariance';

const schema = z.strictObject({ ddof: z.union([z.literal(0), z.literal(1)]).default(1) });

export interface SampleCovarianceOptions {
  /** Divisor n − ddof. Defaults to 1. */
  readonly ddof?: 0 | 1;
}

/**
 * Returns the sample covariance: Σₜ (rₜᵢ − r̄ᵢ)(rₜⱼ − r̄ⱼ) / (n − ddof).
 *
 * With fewer rows than instruments it is singular, and near that it is mostly noise; {@link ledoitWolf} is not.
 *
 * - Shapes: n rows of N returns give N × N.
 * - Units: squared fractions for one period.
 * - Cost: O(n N²).
 *
 * @throws {DataError} a return is not finite, columns differ in length, or there are fewer than 2 rows.
 * @throws {InvalidOptionsError} `ddof` is not 0 or 1.
 * @example
 * ```ts
 * import { sampleCovariance } from '@sigmax/risk';
 * const returns = { 'demo:BTC/USDT': [0.5, 0, -0.5], 'demo:ETH/USDT': [1, 0, -1] };
 * sampleCovariance(returns).matrix; // => [[0.25, 0.5], [0.5, 1]]
 * ```
 */
export const sampleCovariance = (returns: ReturnsTable, options: SampleCovarianceOptions = {}): Covariance => {
  const { ddof } = parseOptions(schema, options, 'sampleCovariance');
  const checked = checkReturns(returns, 'sampleCovariance', 2);
  const weights = equalRowWeights(checked.rows);
  const scale = checked.rows / (checked.rows - ddof);
  const matrix = weightedProducts(checked, weights, weightedMeans(checked, weights)).map((value) => value * scale);
  return { ids: checked.ids, matrix: rowsOf(matrix, checked.ids.length) };
};
