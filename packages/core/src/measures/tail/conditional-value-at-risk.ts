import { type QuantileMethod, quantileOfSorted, sorted } from '../statistics/quantile';
import { requireFinite, requireProbability } from '../statistics/require';
import { type RiskSign, signed } from './value-at-risk';

export interface ConditionalValueAtRiskOptions {
  /** Confidence, 0.95 for the mean of the worst 5 % of periods. */
  readonly level: number;
  /**
   * What the tail is.
   *
   * - `fractional`: exactly the share 1 − `level` of the periods, the last one in part. It is coherent.
   * - `mean`: every return at or below the value at risk, which is read with `method`.
   *
   * Defaults to `fractional`.
   */
  readonly tail?: 'fractional' | 'mean';
  /** Quantile of the value at risk, for `tail: 'mean'`. Defaults to `linear`. */
  readonly method?: QuantileMethod;
  /** Defaults to `loss`. */
  readonly sign?: RiskSign;
}

/**
 * Returns the mean loss of the worst periods, also called expected shortfall.
 *
 * - Units: fraction of the account, for one period.
 *
 * Source: Rockafellar and Uryasev 2002 (`fractional`); empyrical's `conditional_value_at_risk` (`mean`).
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { conditionalValueAtRisk } from '@sigmax/core';
 * conditionalValueAtRisk([0.1, -0.5, -0.3, 0.8], { level: 0.95 }); // => 0.5
 * conditionalValueAtRisk([0.1, -0.5, -0.3, 0.8], { level: 0.5 }); // => 0.4
 * ```
 */
export const conditionalValueAtRisk = (
  returns: ArrayLike<number>,
  options: ConditionalValueAtRiskOptions,
): number | undefined => {
  requireFinite(returns, 'conditionalValueAtRisk');
  requireProbability(options.level, 'level', 'conditionalValueAtRisk');
  return conditionalValueAtRiskOfSorted(sorted(returns), options);
};

export const conditionalValueAtRiskOfSorted = (
  values: ArrayLike<number>,
  { level, tail = 'fractional', method = 'linear', sign = 'loss' }: ConditionalValueAtRiskOptions,
): number | undefined => {
  if (values.length === 0) return undefined;
  if (tail === 'mean') {
    const limit = quantileOfSorted(values, 1 - level, method) as number;
    let total = 0;
    let count = 0;
    while (count < values.length && (values[count] as number) <= limit) total += values[count++] as number;
    return signed(total / count, sign);
  }
  const share = (1 - level) * values.length;
  let total = 0;
  let whole = 0;
  for (; whole < values.length && whole + 1 <= share + 1e-9; whole++) total += values[whole] as number;
  if (whole < values.length && share > whole) total += (share - whole) * (values[whole] as number);
  return signed(total / share, sign);
};
