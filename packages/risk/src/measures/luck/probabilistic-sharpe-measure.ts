import { probabilisticSharpe, sharpeSample } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure } from '../definition/define-series-measure';
import { inWindow } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type SeriesOptions, seriesShape } from '../definition/options';
import { RunningSharpeSample } from './running-sharpe-sample';

const schema = z.strictObject({ ...seriesShape, benchmarkPerPeriod: z.number().default(0) });

export interface ProbabilisticSharpeMeasureOptions extends SeriesOptions {
  /** A Sharpe ratio of one period, not annualised. Defaults to 0. */
  readonly benchmarkPerPeriod?: number;
}

/**
 * Probabilistic Sharpe ratio: the probability that the true Sharpe ratio exceeds a benchmark,
 * Φ((SR − SR*) √(n − 1) / √(1 − γ₃ SR + (γ₄ − 1)/4 SR²)).
 *
 * SR is that of a period with ddof 1, γ₃ and γ₄ are population moments, and γ₄ is the raw kurtosis, 3 for a normal
 * distribution; the definition says so.
 *
 * - Units: probability. `undefined` for fewer than two returns, without variance, and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: Bailey and López de Prado 2012, "The Sharpe ratio efficient frontier", equation 11.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { probabilisticSharpeMeasure } from '@sigmax/risk';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * const { value, definition } = probabilisticSharpeMeasure.of(returns, {});
 * value?.toFixed(6); // => '0.610620'
 * definition.kurtosis; // => 'raw'
 * ```
 */
export const probabilisticSharpeMeasure: SeriesMeasure<ProbabilisticSharpeMeasureOptions> = defineSeriesMeasure({
  name: 'probabilisticSharpeMeasure',
  measure: 'probabilistic-sharpe',
  unit: 'fraction',
  schema,
  fixed: { ddof: 1, kurtosis: 'raw' },
  compute: (returns, { window, benchmarkPerPeriod }) => {
    const seen = inWindow(returns, window);
    const sample = seen && sharpeSample(seen);
    return sample && probabilisticSharpe(sample, { benchmarkPerPeriod });
  },
  start: ({ window, benchmarkPerPeriod }) => new RunningSharpeSample(window, benchmarkPerPeriod),
});
