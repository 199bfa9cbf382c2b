import type { SeriesMeasure } from '../definition/measured';
import { defineExtremeMeasure } from './define-extreme-measure';
import type { ExtremeTailOptions } from './extreme-tail-options';
import { paretoValueAtRisk } from './pareto-tail';

/**
 * Value at risk by extreme value theory: a generalised Pareto distribution is fitted to the losses beyond a threshold u
 * (peaks over threshold), and read at `level`: u + (σ / ξ) ((n (1 − level) / k)^(−ξ) − 1) with k of n periods in the tail.
 *
 * It reaches further out than the returns themselves. Fewer than about 30 excesses give a figure that another month may
 * halve or double.
 *
 * - Units: fraction of the account, for one period; a loss is positive.
 * - `undefined` for fewer than two periods in the tail, for equal excesses, where `level` is not inside the tail, and before
 *   a window is full.
 * - State of the running form: 8 numbers for each return that counts. Cost: O(log window) expected.
 *
 * Source: A. McNeil and R. Frey 2000; J. Hosking and J. Wallis 1987 (moments); S. Grimshaw 1993 (likelihood).
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range, both or neither of `threshold` and `tailShare` are
 *   given, or a running form is asked to fit by `maximum-likelihood`.
 * @example
 * ```ts
 * import { extremeValueAtRiskMeasure, historicalValueAtRiskMeasure } from '@sigmax/risk';
 * const returns = Array.from({ length: 1_000 }, (_, index) => Math.tan(Math.sin(index) * 1.4) / 100);
 * const far = extremeValueAtRiskMeasure.of(returns, { level: 0.999, tailShare: 0.1 });
 * (far.value ?? 0) > (historicalValueAtRiskMeasure.of(returns, { level: 0.95 }).value ?? 0); // => true
 * far.definition.fit; // => 'probability-weighted-moments'
 * ```
 */
export const extremeValueAtRiskMeasure: SeriesMeasure<ExtremeTailOptions> = defineExtremeMeasure(
  'extremeValueAtRiskMeasure',
  'extreme-value-at-risk',
  paretoValueAtRisk,
);
