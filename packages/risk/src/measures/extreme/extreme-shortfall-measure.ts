import type { SeriesMeasure } from '../definition/measured';
import { defineExtremeMeasure } from './define-extreme-measure';
import type { ExtremeTailOptions } from './extreme-tail-options';
import { paretoShortfall } from './pareto-tail';

/**
 * Expected shortfall by extreme value theory: the mean loss beyond the value at risk of the fitted tail,
 * (VaR + σ − ξ u) / (1 − ξ).
 *
 * - Units: fraction of the account, for one period; a loss is positive.
 * - `undefined` where `extremeValueAtRiskMeasure` is, and for a shape of 1 or more, which has no mean.
 * - State of the running form: 8 numbers for each return that counts. Cost: O(log window) expected.
 *
 * Source: A. McNeil and R. Frey 2000, equation 16.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} as for `extremeValueAtRiskMeasure`.
 * @example
 * ```ts
 * import { extremeShortfallMeasure, extremeValueAtRiskMeasure } from '@sigmax/risk';
 * const returns = Array.from({ length: 1_000 }, (_, index) => Math.sin(index * index) / 10);
 * const options = { level: 0.99, tailShare: 0.1 } as const;
 * const shortfall = extremeShortfallMeasure.of(returns, options).value ?? 0;
 * shortfall > (extremeValueAtRiskMeasure.of(returns, options).value ?? 0); // => true
 * ```
 */
export const extremeShortfallMeasure: SeriesMeasure<ExtremeTailOptions> = defineExtremeMeasure(
  'extremeShortfallMeasure',
  'extreme-shortfall',
  paretoShortfall,
);
