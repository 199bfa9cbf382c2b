import { conditionalDrawdownAtRisk } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type LevelOption, levelOption } from '../definition/options';
import { orderedTailMean } from '../kernels/ordered-tail';
import { RunningDrawdown } from '../kernels/running-drawdown';
import { SortedWindow } from '../kernels/sorted-window';
import { depthsOf } from './depths-of';
import { type DrawdownMeasureOptions, drawdownShape } from './drawdown-options';

const name = 'conditionalDrawdownAtRiskMeasure';

const schema = z.strictObject({ ...drawdownShape, level: levelOption });

export interface ConditionalDrawdownAtRiskOptions extends DrawdownMeasureOptions, LevelOption {}

class RunningConditionalDrawdown implements RunningFigure {
  readonly warmUp: number;
  private readonly level: number;
  private readonly drawdown: RunningDrawdown;
  private readonly sorted: SortedWindow;

  constructor({ window, level, compounded, peakFrom }: z.output<typeof schema>) {
    this.warmUp = windowWarmUp(window, 1);
    this.level = level;
    this.drawdown = new RunningDrawdown(name, compounded, peakFrom);
    this.sorted = new SortedWindow(window);
  }

  next(periodReturn: number): number | undefined {
    if (!this.sorted.add(0 - this.drawdown.next(periodReturn))) return undefined;
    return 0 - orderedTailMean(this.sorted.values, 1 - this.level, 'fractional', 'linear');
  }
}

/**
 * Conditional drawdown at risk: the mean depth of the worst share 1 − `level` of the periods, the last one in part. With a
 * window, of the last n depths, each below the highest point since the start.
 *
 * - Units: as for `maximumDrawdownMeasure`; positive. `undefined` without a return and before a window is full.
 * - State of the running form: 8 numbers for each period that counts. Cost: O(log window) expected.
 *
 * Source: Chekhlov, Uryasev and Zabarankin 2003.
 *
 * @throws {DataError} a value cannot be used, or a compounded return is below −1.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { conditionalDrawdownAtRiskMeasure } from '@sigmax/risk';
 * conditionalDrawdownAtRiskMeasure.of([0.5, -0.5, 0.2, 3], { compounded: true, level: 0.5 }).value?.toFixed(4); // => '0.4500'
 * ```
 */
export const conditionalDrawdownAtRiskMeasure: SeriesMeasure<ConditionalDrawdownAtRiskOptions> = defineSeriesMeasure({
  name,
  measure: 'conditional-drawdown-at-risk',
  unit: 'fraction',
  schema,
  fixed: { peaks: 'since-start', tail: 'fractional' },
  compute: (returns, settings) => {
    const falls = depthsOf(name, returns, settings);
    return falls && conditionalDrawdownAtRisk(falls, { level: settings.level });
  },
  start: (settings) => new RunningConditionalDrawdown(settings),
});
