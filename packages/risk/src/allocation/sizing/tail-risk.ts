import { conditionalValueAtRisk, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { checkReturns } from '../returns-table';

const schema = z.strictObject({
  level: z.number().gt(0).lt(1),
  limit: z.number().positive(),
  maximum: z.number().positive(),
});

export interface TailRiskOptions {
  /** Confidence, 0.95 for the mean of the worst 5 % of periods. */
  readonly level: number;
  /** Largest mean loss of those periods, as a fraction of equity. */
  readonly limit: number;
  /** Largest weight. */
  readonly maximum: number;
}

/**
 * Returns the weight with which the mean loss of the worst periods is a limit: limit / CVaR of the returns, at most `maximum`.
 *
 * For a portfolio pass its returns, and multiply all of its weights. Returns whose worst periods gained get `maximum`.
 *
 * - Units: a weight is a fraction of equity; the limit counts for one period.
 *
 * Source: Rockafellar and Uryasev 2002; the measure is homogeneous, so twice the weight has twice the loss.
 *
 * @throws {DataError} a return is not finite, or there are fewer than 2.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { tailRiskWeight } from '@sigmax/risk';
 * tailRiskWeight([0.1, -0.5, -0.3, 0.8], { level: 0.5, limit: 0.1, maximum: 1 }); // => 0.25
 * ```
 */
export const tailRiskWeight = (returns: ArrayLike<number>, options: TailRiskOptions): number => {
  const { level, limit, maximum } = parseOptions(schema, options, 'tailRiskWeight');
  checkReturns({ position: returns }, 'tailRiskWeight', 2);
  const loss = conditionalValueAtRisk(returns, { level }) as number;
  return loss > 0 ? Math.min(maximum, limit / loss) : maximum;
};
