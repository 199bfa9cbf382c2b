import { tailRatio } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type QuantileOption, quantileOption, type SeriesOptions, seriesShape } from '../definition/options';
import { orderedQuantile } from '../kernels/ordered-tail';
import { SortedWindow } from '../kernels/sorted-window';

const schema = z.strictObject({
  ...seriesShape,
  tail: z.number().gt(0).lt(0.5).default(0.05),
  quantile: quantileOption,
});

export interface TailRatioMeasureOptions extends SeriesOptions, QuantileOption {
  /** Probability of each tail. Defaults to 0.05. */
  readonly tail?: number;
}

class RunningTailRatio implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: z.output<typeof schema>;
  private readonly sorted: SortedWindow;

  constructor(settings: z.output<typeof schema>) {
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, 1);
    this.sorted = new SortedWindow(settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { tail, quantile } = this.settings;
    if (!this.sorted.add(periodReturn)) return undefined;
    const left = orderedQuantile(this.sorted.values, tail, quantile);
    return left === 0 ? undefined : Math.abs(orderedQuantile(this.sorted.values, 1 - tail, quantile)) / Math.abs(left);
  }
}

/**
 * Tail ratio: the size of the right tail over that of the left, |q(1 − tail)| / |q(tail)|. Above 1 the good extremes are the
 * larger ones.
 *
 * - Units: none. `undefined` without a return, for a left quantile of 0, and before a window is full.
 * - State of the running form: 8 numbers for each return that counts. Cost: O(log window) expected.
 *
 * Source: empyrical's `tail_ratio`, whose test asserts one decimal; the figure below is the exact one.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { tailRatioMeasure } from '@sigmax/risk';
 * tailRatioMeasure.of([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1], {}).value?.toFixed(6); // => '0.955696'
 * ```
 */
export const tailRatioMeasure: SeriesMeasure<TailRatioMeasureOptions> = defineSeriesMeasure({
  name: 'tailRatioMeasure',
  measure: 'tail-ratio',
  unit: 'number',
  schema,
  compute: (returns, { window, tail, quantile }) => {
    const seen = inWindow(returns, window);
    return seen && tailRatio(seen, { tail, method: quantile });
  },
  start: (settings) => new RunningTailRatio(settings),
});
