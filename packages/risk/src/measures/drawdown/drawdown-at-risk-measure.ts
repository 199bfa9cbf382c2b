import { drawdownAtRisk } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type LevelOption, levelOption, type QuantileOption, quantileOption } from '../definition/options';
import { orderedQuantile } from '../kernels/ordered-tail';
import { RunningDrawdown } from '../kernels/running-drawdown';
import { SortedWindow } from '../kernels/sorted-window';
import { depthsOf } from './depths-of';
import { type DrawdownMeasureOptions, drawdownShape } from './drawdown-options';

const name = 'drawdownAtRiskMeasure';

const schema = z.strictObject({ ...drawdownShape, level: levelOption, quantile: quantileOption });

export interface DrawdownAtRiskOptions extends DrawdownMeasureOptions, LevelOption, QuantileOption {}

class RunningAtRisk implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: z.output<typeof schema>;
  private readonly drawdown: RunningDrawdown;
  private readonly sorted: SortedWindow;

  constructor(settings: z.output<typeof schema>) {
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, 1);
    this.drawdown = new RunningDrawdown(name, settings.compounded, settings.peakFrom);
    this.sorted = new SortedWindow(settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { level, quantile } = this.settings;
    if (!this.sorted.add(0 - this.drawdown.next(periodReturn))) return undefined;
    return 0 - orderedQuantile(this.sorted.values, 1 - level, quantile);
  }
}

/**
 * Drawdown at risk: the depth that the share 1 − `level` of the periods exceeded. With a window, of the last n depths, each
 * below the highest point since the start.
 *
 * - Units: as for `maximumDrawdownMeasure`; positive. `undefined` without a return and before a window is full.
 * - State of the running form: 8 numbers for each period that counts. Cost: O(log window) expected.
 *
 * Source: Chekhlov, Uryasev and Zabarankin 2003; skfolio reads the order statistic.
 *
 * @throws {DataError} a value cannot be used, or a compounded return is below −1.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { drawdownAtRiskMeasure } from '@sigmax/risk';
 * const options = { compounded: true, level: 0.5, quantile: 'order-statistic' } as const;
 * drawdownAtRiskMeasure.of([0.5, -0.5, 0, 3], options).value; // => 0.5
 * ```
 */
export const drawdownAtRiskMeasure: SeriesMeasure<DrawdownAtRiskOptions> = defineSeriesMeasure({
  name,
  measure: 'drawdown-at-risk',
  unit: 'fraction',
  schema,
  fixed: { peaks: 'since-start' },
  compute: (returns, settings) => {
    const falls = depthsOf(name, returns, settings);
    return falls && drawdownAtRisk(falls, { level: settings.level, method: settings.quantile });
  },
  start: (settings) => new RunningAtRisk(settings),
});
