import { giniMeanDifference } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type SeriesOptions, seriesShape } from '../definition/options';
import { SortedWindow } from '../kernels/sorted-window';

const schema = z.strictObject(seriesShape);

class RunningGini implements RunningFigure {
  readonly warmUp: number;
  private readonly sorted: SortedWindow;

  constructor({ window }: z.output<typeof schema>) {
    this.warmUp = windowWarmUp(window, 2);
    this.sorted = new SortedWindow(window);
  }

  next(periodReturn: number): number | undefined {
    const { sorted } = this;
    if (!sorted.add(periodReturn)) return undefined;
    const { values } = sorted;
    const { length } = values;
    if (length < 2) return undefined;
    const total = 2 * values.rankedSumOfLowest(length) - (length - 1) * values.sumOfLowest(length);
    return (2 * total) / (length * (length - 1));
  }
}

/**
 * Gini mean difference: the mean distance of two returns drawn at random, (2 / n (n − 1)) Σ (2i − n − 1) r₍ᵢ₎.
 *
 * - Units: fraction. `undefined` for fewer than two returns and before a window is full.
 * - State of the running form: 8 numbers for each return that counts. Cost: O(log window) expected.
 *
 * Source: Gini 1912; Yitzhaki 1982.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { giniMeanDifferenceMeasure } from '@sigmax/risk';
 * giniMeanDifferenceMeasure.of([0, 0.1, 0.4], {}).value?.toFixed(6); // => '0.266667'
 * ```
 */
export const giniMeanDifferenceMeasure: SeriesMeasure<SeriesOptions> = defineSeriesMeasure({
  name: 'giniMeanDifferenceMeasure',
  measure: 'gini-mean-difference',
  unit: 'fraction',
  schema,
  compute: (returns, { window }) => {
    const seen = inWindow(returns, window);
    return seen && giniMeanDifference(seen);
  },
  start: (settings) => new RunningGini(settings),
});
