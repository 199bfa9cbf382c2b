import { ewmaVolatility } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import type { SeriesMeasure } from '../definition/measured';
import { type AnnualOption, type InputOptions, inputShape, periodsPerYearOption } from '../definition/options';
import { momentsFold, takeNumber } from '../kernels/moments-fold';
import { RunningFold } from '../kernels/running-fold';

const schema = z.strictObject({
  ...inputShape,
  periodsPerYear: periodsPerYearOption,
  decay: z.number().gt(0).lt(1),
  seed: z.enum(['first-square', 'sample']),
  subtractMean: z.boolean(),
});

export interface EwmaVolatilityMeasureOptions extends InputOptions, AnnualOption {
  /** Weight λ of the past, between 0 and 1. RiskMetrics uses 0.94 for days. */
  readonly decay: number;
  /** First variance: the square of the first return, or the population variance of all returns so far. */
  readonly seed: 'first-square' | 'sample';
  /** Whether the mean of all returns so far is taken out before squaring. */
  readonly subtractMean: boolean;
}

/**
 * Weighted mean μ and weighted sum V of squared deviations from it, under weights that decay. The weights add up to W, so
 * that Σ w (r − m)² = V + W (μ − m)² for the mean m of all returns, which no longer needs a second pass.
 */
class RunningEwma implements RunningFigure {
  readonly warmUp = 1;
  private readonly decay: number;
  private readonly startsWithSample: boolean;
  private readonly subtractMean: boolean;
  private readonly periodsPerYear: number;
  private readonly moments = new RunningFold(momentsFold, 'all');
  private weight = 0;
  private mean = 0;
  private squares = 0;
  private seedWeight = 1;

  constructor({ decay, seed, subtractMean, periodsPerYear }: z.output<typeof schema>) {
    this.decay = decay;
    this.startsWithSample = seed === 'sample';
    this.subtractMean = subtractMean;
    this.periodsPerYear = periodsPerYear;
  }

  next(periodReturn: number): number | undefined {
    const { decay, moments } = this;
    takeNumber(moments.input, periodReturn);
    moments.push();
    const isFirst = moments.summary[0] === 1;
    const fresh = isFirst && !this.startsWithSample ? 1 : 1 - decay;
    const before = this.weight * decay;
    const weight = before + fresh;
    const gap = periodReturn - this.mean;
    this.mean += (gap * fresh) / weight;
    this.squares = decay * this.squares + ((fresh * before) / weight) * gap * gap;
    this.weight = weight;
    this.seedWeight *= decay;
    const shift = this.mean - (this.subtractMean ? (moments.summary[1] as number) : 0);
    const seed = this.startsWithSample
      ? (this.seedWeight * (moments.summary[2] as number)) / (moments.summary[0] as number)
      : 0;
    return Math.sqrt((seed + this.squares + weight * shift * shift) * this.periodsPerYear);
  }
}

/**
 * Exponentially weighted volatility: σ²ₜ = λ σ²ₜ₋₁ + (1 − λ) (rₜ − m)², annualised with √periodsPerYear.
 *
 * Seed and mean are choices without a default, because they move the figure for the first 1 / (1 − λ) returns and libraries
 * differ. All returns count, with weights that decay; there is no window.
 *
 * - Units: fraction a year. `undefined` without a return.
 * - State of the running form: nine numbers. Cost: O(1).
 *
 * Source: J.P. Morgan/Reuters 1996, RiskMetrics technical document, section 5.2.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { ewmaVolatilityMeasure } from '@sigmax/risk';
 * const options = { decay: 0.94, seed: 'first-square', subtractMean: false, periodsPerYear: 1 } as const;
 * ewmaVolatilityMeasure.of([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1], options).value?.toFixed(9); // => '0.035208810'
 * ```
 */
export const ewmaVolatilityMeasure: SeriesMeasure<EwmaVolatilityMeasureOptions> = defineSeriesMeasure({
  name: 'ewmaVolatilityMeasure',
  measure: 'ewma-volatility',
  unit: 'fraction per year',
  schema,
  fixed: { window: 'all' },
  compute: (returns, { decay, seed, subtractMean, periodsPerYear }) =>
    ewmaVolatility(returns, { decay, seed, subtractMean, periodsPerYear }),
  start: (settings) => new RunningEwma(settings),
});
