import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { AllocationError } from '../allocation-error';
import type { ReturnsTable } from '../returns-table';
import { bestReturn } from '../solvers/best-return';
import { solveTailProgram, tailLoss } from '../solvers/tail-program';
import { weightProgram } from '../solvers/weight-program';
import { type Weights, weightsOf } from '../weights';
import { scenariosOf, type TailAllocationOptions, tailShape } from './tail-options';

const schema = z.strictObject({ ...tailShape, limit: z.number().positive() });

export interface ConditionalValueAtRiskBudgetOptions extends TailAllocationOptions {
  /** Largest mean loss of the worst periods, as a fraction of equity. */
  readonly limit: number;
}

const aboveLimit = (smallest: number, limit: number): AllocationError =>
  new AllocationError({
    code: 'RISK_ABOVE_LIMIT',
    message: `conditionalValueAtRiskBudget: limit was ${limit}, and no portfolio within the other limits loses less than ${smallest}.`,
    remedy: 'Raise the limit, or lower the budget and keep the rest in cash.',
    context: { smallest, limit },
  });

/**
 * Returns the weights with the highest expected return whose mean loss in the worst periods is at most a limit.
 *
 * The smallest loss is a convex, piecewise linear function of the return that is asked for. Newton's method walks down it from
 * the highest return, with the multiplier of the return as slope, and ends on the limit after a few linear programs.
 *
 * - Shapes: n rows of N returns.
 * - Units: weights sum to `budget`.
 * - Cost: some 5 to 15 linear programs with N rows.
 *
 * Source: Krokhmal, Palmquist and Uryasev 2002, "Portfolio optimization with conditional value-at-risk objective and constraints",
 * Journal of Risk 4.
 *
 * @throws {DataError} a return is not finite, columns differ in length, or there are fewer than 2 rows.
 * @throws {InvalidOptionsError} `level` or `limit` is missing or out of range, a mean is missing, a limit is not finite, crosses
 * another or names an id that is not there.
 * @throws {AllocationError} `RISK_ABOVE_LIMIT`: everything that the other limits allow loses more; `LIMITS_CONTRADICT`.
 * @example
 * ```ts
 * import { conditionalValueAtRiskBudget } from '@sigmax/risk';
 * const returns = { 'demo:BTC/USDT': [0.1, -0.06, 0.04, 0.02], 'demo:ETH/USDT': [0.01, 0.01, 0.01, 0.01] };
 * // BTC earns more; its worst of four is −6 %, ETH always earns 1 %: −0.06 w + 0.01 (1 − w) = −0.025.
 * conditionalValueAtRiskBudget(returns, { level: 0.75, limit: 0.025 })['demo:BTC/USDT']!.toFixed(9); // => '0.500000000'
 * ```
 */
export const conditionalValueAtRiskBudget = (
  returns: ReturnsTable,
  options: ConditionalValueAtRiskBudgetOptions,
): Weights => {
  const what = 'conditionalValueAtRiskBudget';
  const { level, limit, means, turnover, ...limits } = parseOptions(schema, options, what);
  const { ids, scenarios, expected } = scenariosOf(returns, means, what);
  const { weights, best } = bestReturn(weightProgram(ids, limits, turnover, [], what), expected, what);
  if (tailLoss(scenarios, weights, level) <= limit) return weightsOf(ids, weights);
  // A little below the highest return, so that rounding does not make it unreachable.
  let wanted = best - 1e-12 * Math.abs(best);
  for (let count = 0; count < 200; count++) {
    const row = { name: `return ${wanted}`, coefficients: expected, isEquality: false, bound: wanted };
    const program = weightProgram(ids, limits, turnover, [row], what);
    const solution = solveTailProgram({ program, scenarios, level }, what);
    if (solution.risk <= limit * (1 + 1e-12)) return weightsOf(ids, solution.weights);
    const slope = solution.multipliers[program.constraints.findIndex(({ name }) => name === row.name)] as number;
    if (!(slope > 1e-12)) throw aboveLimit(solution.risk, limit);
    wanted -= (solution.risk - limit) / slope;
  }
  throw new AllocationError({
    code: 'NO_CONVERGENCE',
    message: `${what}: no portfolio was found on the limit ${limit}.`,
    remedy: 'Use another limit, or fewer scenarios.',
    context: { limit },
  });
};
