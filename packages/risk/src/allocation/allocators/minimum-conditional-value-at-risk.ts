import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { ReturnsTable } from '../returns-table';
import { solveTailProgram } from '../solvers/tail-program';
import { type WeightRow, weightProgram } from '../solvers/weight-program';
import { type Weights, weightsOf } from '../weights';
import { scenariosOf, type TailAllocationOptions, tailShape } from './tail-options';

const schema = z.strictObject({ ...tailShape, targetReturn: z.number().optional() });

export interface MinimumConditionalValueAtRiskOptions extends TailAllocationOptions {
  /** Take only what is expected to earn at least this for one period. Defaults to none. */
  readonly targetReturn?: number;
}

/**
 * Returns the weights whose mean loss in the worst periods was smallest, under the limits.
 *
 * The loss is `conditionalValueAtRisk` of `@sigmax/core` with `tail: 'fractional'`, over the rows of the table as equally likely
 * scenarios. Nothing is assumed about their distribution; a tail of 5 % of 100 rows is five rows, and one of them can decide.
 *
 * - Shapes: n rows of N returns.
 * - Units: weights sum to `budget`.
 * - Cost: a linear program with N rows; 28 instruments and 800 scenarios take 50 ms.
 *
 * Source: Rockafellar and Uryasev 2000, "Optimization of conditional value-at-risk", Journal of Risk 2, equation 17.
 *
 * @throws {DataError} a return is not finite, columns differ in length, or there are fewer than 2 rows.
 * @throws {InvalidOptionsError} `level` is missing or not between 0 and 1, a mean is missing, a limit is not finite, crosses another or
 * names an id that is not there.
 * @throws {AllocationError} `LIMITS_CONTRADICT` names limits that cannot hold together.
 * @example
 * ```ts
 * import { minimumConditionalValueAtRisk } from '@sigmax/risk';
 * const returns = { 'demo:BTC/USDT': [0.02, -0.04, 0.01, 0.03], 'demo:ETH/USDT': [-0.02, 0.01, 0.02, 0.01] };
 * // The worst of four is smallest where the first two rows lose alike: 0.02 w − 0.02 (1 − w) = −0.04 w + 0.01 (1 − w).
 * minimumConditionalValueAtRisk(returns, { level: 0.75 })['demo:BTC/USDT']!.toFixed(9); // => '0.333333333'
 * ```
 */
export const minimumConditionalValueAtRisk = (
  returns: ReturnsTable,
  options: MinimumConditionalValueAtRiskOptions,
): Weights => {
  const what = 'minimumConditionalValueAtRisk';
  const { level, means, targetReturn, turnover, ...limits } = parseOptions(schema, options, what);
  const { ids, scenarios, expected } = scenariosOf(returns, means, what);
  const rows: readonly WeightRow[] =
    targetReturn === undefined
      ? []
      : [{ name: `targetReturn ${targetReturn}`, coefficients: expected, isEquality: false, bound: targetReturn }];
  const program = weightProgram(ids, limits, turnover, rows, what);
  return weightsOf(ids, solveTailProgram({ program, scenarios, level }, what).weights);
};
