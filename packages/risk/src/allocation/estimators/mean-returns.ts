import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { ExpectedReturns } from '../expected-returns';
import { checkReturns, type ReturnsTable } from '../returns-table';
import { weightsOf } from '../weights';
import { decayingRowWeights, equalRowWeights, weightedMeans } from './weighted-covariance';

/**
 * Returns the arithmetic mean of each instrument's returns: Σ rₜ / n.
 *
 * Means are the least certain numbers that an allocator is given: over n periods their error is σ / √n, which for a coin of
 * 4 % a day is 0.2 % a day after 400 days. {@link shrunkMeans} pulls them together.
 *
 * - Units: fraction for one period.
 *
 * @throws {DataError} a return is not finite, columns differ in length, or there is no row.
 * @example
 * ```ts
 * import { historicalMeans } from '@sigmax/risk';
 * historicalMeans({ 'demo:BTC/USDT': [0.5, 0, 0.25] }); // => { 'demo:BTC/USDT': 0.25 }
 * ```
 */
export const historicalMeans = (returns: ReturnsTable): ExpectedReturns => {
  const checked = checkReturns(returns, 'historicalMeans', 1);
  return weightsOf(checked.ids, weightedMeans(checked, equalRowWeights(checked.rows)));
};

const schema = z.strictObject({ decay: z.number().gt(0).lt(1) });

export interface EwmaMeansOptions {
  /** λ, the weight of the past, between 0 and 1. */
  readonly decay: number;
}

/**
 * Returns the exponentially weighted mean of each instrument's returns: Σ wₜ rₜ with wₜ ∝ λ^(n − 1 − t), Σ wₜ = 1.
 *
 * - Units: fraction for one period; the last row is the newest.
 *
 * @throws {DataError} a return is not finite, columns differ in length, or there is no row.
 * @throws {InvalidOptionsError} `decay` is missing or not between 0 and 1.
 * @example
 * ```ts
 * import { ewmaMeans } from '@sigmax/risk';
 * // Weights 1/7, 2/7, 4/7.
 * ewmaMeans({ 'demo:BTC/USDT': [0, 0, 0.875] }, { decay: 0.5 }); // => { 'demo:BTC/USDT': 0.5 }
 * ```
 */
export const ewmaMeans = (returns: ReturnsTable, options: EwmaMeansOptions): ExpectedReturns => {
  const { decay } = parseOptions(schema, options, 'ewmaMeans');
  const checked = checkReturns(returns, 'ewmaMeans', 1);
  return weightsOf(checked.ids, weightedMeans(checked, decayingRowWeights(checked.rows, decay)));
};
