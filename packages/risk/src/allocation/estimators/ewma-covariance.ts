import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { rowsOf } from '../algebra/dense';
import type { Covariance } from '../covariance';
import { checkReturns, type ReturnsTable } from '../returns-table';
import { decayingRowWeights, weightedMeans, weightedProducts } from './weighted-covariance';

const schema = z.strictObject({
  decay: z.number().gt(0).lt(1),
  mean: z.enum(['zero', 'weighted']).default('zero'),
});

export interface EwmaCovarianceOptions {
  /** λ, the weight of the past, between 0 and 1. RiskMetrics uses 0.94 for days. */
  readonly decay: number;
  /** What is taken out before multiplying: nothing, or the mean with the same weights. Defaults to `zero`. */
  readonly mean?: 'zero' | 'weighted';
}

/**
 * Returns the exponentially weighted covariance: Σ wₜ (rₜᵢ − mᵢ)(rₜⱼ − mⱼ) with wₜ ∝ λ^(n − 1 − t), Σ wₜ = 1.
 *
 * The weights are scaled to sum to 1, so no first value has to be made up for the time before the window.
 *
 * - Shapes: n rows of N returns give N × N; the last row is the newest.
 * - Units: squared fractions for one period.
 * - Cost: O(n N²).
 *
 * Source: J.P. Morgan/Reuters 1996, RiskMetrics technical document, section 5.2.1.
 *
 * @throws {DataError} a return is not finite, columns differ in length, or there are fewer than 2 rows.
 * @throws {InvalidOptionsError} `decay` is missing or not between 0 and 1.
 * @example
 * ```ts
 * import { ewmaCovariance } from '@sigmax/risk';
 * const returns = { 'demo:BTC/USDT': [0, 0.3], 'demo:ETH/USDT': [0.3, 0.3] };
 * // Weights 1/3 and 2/3.
 * ewmaCovariance(returns, { decay: 0.5 }).matrix.map((row) => Array.from(row, (one) => +one.toFixed(6))); // => [[0.06, 0.06], [0.06, 0.09]]
 * ```
 */
export const ewmaCovariance = (returns: ReturnsTable, options: EwmaCovarianceOptions): Covariance => {
  const { decay, mean } = parseOptions(schema, options, 'ewmaCovariance');
  const checked = checkReturns(returns, 'ewmaCovariance', 2);
  const size = checked.ids.length;
  const weights = decayingRowWeights(checked.rows, decay);
  const means = mean === 'zero' ? new Float64Array(size) : weightedMeans(checked, weights);
  return { ids: checked.ids, matrix: rowsOf(weightedProducts(checked, weights, means), size) };
};
