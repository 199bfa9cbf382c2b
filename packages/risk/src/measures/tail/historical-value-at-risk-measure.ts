import { valueAtRisk } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import {
  type LevelOption,
  levelOption,
  type QuantileOption,
  quantileOption,
  type SeriesOptions,
  type SignOption,
  seriesShape,
  signOption,
} from '../definition/options';
import { orderedQuantile } from '../kernels/ordered-tail';
import { SortedWindow } from '../kernels/sorted-window';
import { signed } from './signed';

const schema = z.strictObject({ ...seriesShape, level: levelOption, quantile: quantileOption, sign: signOption });

export interface HistoricalValueAtRiskOptions extends SeriesOptions, LevelOption, QuantileOption, SignOption {}

class RunningHistorical implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: z.output<typeof schema>;
  private readonly sorted: SortedWindow;

  constructor(settings: z.output<typeof schema>) {
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, 1);
    this.sorted = new SortedWindow(settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { level, quantile, sign } = this.settings;
    if (!this.sorted.add(periodReturn)) return undefined;
    return signed(orderedQuantile(this.sorted.values, 1 - level, quantile), sign);
  }
}

/**
 * Historical value at risk: the loss of one period that the share 1 − `level` of the periods exceeded, −q(1 − level).
 *
 * On few returns the quantile rules differ much, so the rule is part of the definition. It is not subadditive: two
 * positions together may have more of it than the sum of both.
 *
 * - Units: fraction of the account, for one period; a loss is positive, so a negative figure is a gain.
 * - `undefined` without a return and before a window is full.
 * - State of the running form: 8 numbers for each return that counts. Cost: O(log window) expected.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { historicalValueAtRiskMeasure } from '@sigmax/risk';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * historicalValueAtRiskMeasure.of(returns, { level: 0.95 }).value?.toFixed(6); // => '0.079000'
 * historicalValueAtRiskMeasure.of(returns, { level: 0.95, quantile: 'order-statistic' }).value; // => 0.1
 * const running = historicalValueAtRiskMeasure({ level: 0.5, window: 2, quantile: 'lower' });
 * [0.02, -0.01, 0.03].map((value) => running.next(value)); // => [undefined, 0.01, 0.01]
 * ```
 */
export const historicalValueAtRiskMeasure: SeriesMeasure<HistoricalValueAtRiskOptions> = defineSeriesMeasure({
  name: 'historicalValueAtRiskMeasure',
  measure: 'historical-value-at-risk',
  unit: 'fraction',
  schema,
  compute: (returns, { window, level, quantile, sign }) => {
    const seen = inWindow(returns, window);
    return seen && valueAtRisk(seen, { level, method: quantile, sign });
  },
  start: (settings) => new RunningHistorical(settings),
});
