import { mapColumn } from '../statistics/map-column';
import { type QuantileMethod, sorted } from '../statistics/quantile';
import { requireProbability } from '../statistics/require';
import { conditionalValueAtRiskOfSorted } from '../tail/conditional-value-at-risk';
import { entropicValueAtRisk } from '../tail/entropic-value-at-risk';
import { valueAtRiskOfSorted } from '../tail/value-at-risk';
import type { Drawdowns } from './drawdowns';

/** Depths as returns, so that the risk measures of returns apply. */
export const falling = ({ depths }: Drawdowns): Float64Array => mapColumn(depths, (depth) => -depth);

/**
 * Returns the drawdown at risk: the depth that the share 1 − `level` of periods exceeded.
 *
 * Source: Chekhlov, Uryasev and Zabarankin 2003. `method` defaults to `linear`; skfolio reads the order statistic.
 *
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { drawdownAtRisk, drawdowns } from '@sigmax/core';
 * drawdownAtRisk(drawdowns([0.5, -0.5, 0, 3], { compounded: true }), { level: 0.5, method: 'order-statistic' }); // => 0.5
 * ```
 */
export const drawdownAtRisk = (
  falls: Drawdowns,
  options: { readonly level: number; readonly method?: QuantileMethod },
): number | undefined => {
  requireProbability(options.level, 'level', 'drawdownAtRisk');
  return valueAtRiskOfSorted(sorted(falling(falls)), options);
};

/**
 * Returns the conditional drawdown at risk: the mean depth of the worst share 1 − `level` of periods, the last one in
 * part.
 *
 * Source: Chekhlov, Uryasev and Zabarankin 2003.
 *
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { conditionalDrawdownAtRisk, drawdowns } from '@sigmax/core';
 * conditionalDrawdownAtRisk(drawdowns([0.5, -0.5, 0, 3], { compounded: true }), { level: 0.5 }); // => 0.5
 * ```
 */
export const conditionalDrawdownAtRisk = (
  falls: Drawdowns,
  { level }: { readonly level: number },
): number | undefined => {
  requireProbability(level, 'level', 'conditionalDrawdownAtRisk');
  return conditionalValueAtRiskOfSorted(sorted(falling(falls)), { level });
};

/**
 * Returns the entropic drawdown at risk: the entropic value at risk of the depths, an upper bound of the conditional one.
 *
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { drawdowns, entropicDrawdownAtRisk } from '@sigmax/core';
 * entropicDrawdownAtRisk(drawdowns([0.5, -0.5, 0, 3], { compounded: true }), { level: 0.95 }); // => 0.5
 * ```
 */
export const entropicDrawdownAtRisk = (falls: Drawdowns, options: { readonly level: number }): number | undefined =>
  entropicValueAtRisk(falling(falls), options);
