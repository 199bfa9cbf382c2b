import { type QuantileMethod, quantileOfSorted, sorted } from '../statistics/quantile';
import { requireFinite, requireProbability } from '../statistics/require';

/** `loss`: losses are positive. `return`: the figure is a return, negative for a loss. */
export type RiskSign = 'loss' | 'return';

export interface ValueAtRiskOptions {
  /** Confidence, 0.95 for the worst 5 % of periods. */
  readonly level: number;
  /** How the quantile is read. Defaults to `linear`. */
  readonly method?: QuantileMethod;
  /** Defaults to `loss`. */
  readonly sign?: RiskSign;
}

/**
 * Returns the historical value at risk: the loss of one period that the share 1 − `level` of periods exceeded.
 *
 * - Units: fraction of the account, for one period. A negative figure means that even that quantile was a gain.
 * - On few returns the methods differ much: see `QuantileMethod`.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { valueAtRisk } from '@sigmax/core';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * valueAtRisk(returns, { level: 0.95 })?.toFixed(6); // => '0.079000'
 * valueAtRisk(returns, { level: 0.95, method: 'order-statistic' }); // => 0.1
 * ```
 */
export const valueAtRisk = (returns: ArrayLike<number>, options: ValueAtRiskOptions): number | undefined => {
  requireFinite(returns, 'valueAtRisk');
  requireProbability(options.level, 'level', 'valueAtRisk');
  return valueAtRiskOfSorted(sorted(returns), options);
};

export const signed = (value: number | undefined, sign: RiskSign): number | undefined =>
  value === undefined || sign === 'return' ? value : 0 - value;

export const valueAtRiskOfSorted = (
  values: ArrayLike<number>,
  { level, method = 'linear', sign = 'loss' }: ValueAtRiskOptions,
): number | undefined => signed(quantileOfSorted(values, 1 - level, method), sign);
