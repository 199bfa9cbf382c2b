import { downsideRisk, semiDeviation } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type DeviationOption, ddofOption, type SeriesOptions, seriesShape } from '../definition/options';
import { RunningFold } from '../kernels/running-fold';
import { SortedWindow } from '../kernels/sorted-window';
import { sumAt, sumsFold } from '../kernels/sums-fold';

const schema = z.strictObject({
  ...seriesShape,
  below: z.union([z.literal('mean'), z.number()]).default('mean'),
  ddof: ddofOption,
});

type Settings = z.output<typeof schema>;

export interface SemiVarianceOptions extends SeriesOptions, DeviationOption {
  /** Deviations count below the mean of the returns, or below a return. Defaults to `mean`. */
  readonly below?: 'mean' | number;
}

class BelowMean implements RunningFigure {
  readonly warmUp: number;
  private readonly ddof: 0 | 1;
  private readonly sorted: SortedWindow;

  constructor({ window, ddof }: Settings) {
    this.warmUp = windowWarmUp(window, ddof + 1);
    this.ddof = ddof;
    this.sorted = new SortedWindow(window);
  }

  next(periodReturn: number): number | undefined {
    if (!this.sorted.add(periodReturn)) return undefined;
    const { values } = this.sorted;
    return values.length > this.ddof ? values.squaresBelow(values.mean) / (values.length - this.ddof) : undefined;
  }
}

class BelowReturn implements RunningFigure {
  readonly warmUp: number;
  private readonly ddof: 0 | 1;
  private readonly threshold: number;
  private readonly sums: RunningFold;

  constructor({ window, ddof }: Settings, threshold: number) {
    this.warmUp = windowWarmUp(window, ddof + 1);
    this.ddof = ddof;
    this.threshold = threshold;
    this.sums = new RunningFold(sumsFold(2), window);
  }

  next(periodReturn: number): number | undefined {
    const { input, summary } = this.sums;
    input[0] = 1;
    input[2] = Math.min(0, periodReturn - this.threshold) ** 2;
    if (!this.sums.push()) return undefined;
    const divisor = sumAt(summary, 0) - this.ddof;
    return divisor > 0 ? sumAt(summary, 1) / divisor : undefined;
  }
}

const belowReturn = (returns: ArrayLike<number>, threshold: number, ddof: 0 | 1): number | undefined => {
  const risk = downsideRisk(returns, { periodsPerYear: 1, requiredPerPeriod: threshold });
  return risk === undefined || returns.length <= ddof
    ? undefined
    : (risk * risk * returns.length) / (returns.length - ddof);
};

/**
 * Semi-variance: the variance that lies below the mean or below a return b, Σ min(0, rᵢ − b)² / (n − ddof).
 *
 * - Units: squared fraction, of one period. `undefined` for `ddof` returns or fewer and before a window is full.
 * - State of the running form: 8 numbers for each return that counts below the mean, 2 below a return. Cost: O(log window)
 *   expected, O(1) amortised.
 *
 * Source: Markowitz 1959; `ddof: 1` below the mean is skfolio's form.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { semiVarianceMeasure } from '@sigmax/risk';
 * semiVarianceMeasure.of([0.1, -0.5, -0.3, 0.8], { ddof: 0 }).value?.toFixed(7); // => '0.0953125'
 * semiVarianceMeasure.of([0.1, -0.5, -0.3, 0.8], { ddof: 0, below: 0 }).value?.toFixed(7); // => '0.0850000'
 * ```
 */
export const semiVarianceMeasure: SeriesMeasure<SemiVarianceOptions> = defineSeriesMeasure({
  name: 'semiVarianceMeasure',
  measure: 'semi-variance',
  unit: 'number',
  schema,
  compute: (returns, { window, below, ddof }) => {
    const seen = inWindow(returns, window);
    if (seen === undefined) return undefined;
    if (below !== 'mean') return belowReturn(seen, below, ddof);
    const deviation = semiDeviation(seen, { ddof });
    return deviation === undefined ? undefined : deviation * deviation;
  },
  start: (settings) =>
    settings.below === 'mean' ? new BelowMean(settings) : new BelowReturn(settings, settings.below),
});
