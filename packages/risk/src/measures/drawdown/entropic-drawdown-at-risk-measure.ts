import { entropicDrawdownAtRisk } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import type { SeriesMeasure } from '../definition/measured';
import { type LevelOption, levelOption } from '../definition/options';
import { refuseRunning } from '../definition/refuse-running';
import { RunningDrawdown } from '../kernels/running-drawdown';
import { RunningEntropic } from '../tail/running-entropic';
import { depthsOf } from './depths-of';
import { type DrawdownMeasureOptions, drawdownShape } from './drawdown-options';

const name = 'entropicDrawdownAtRiskMeasure';

const schema = z.strictObject({ ...drawdownShape, level: levelOption });

export interface EntropicDrawdownAtRiskOptions extends DrawdownMeasureOptions, LevelOption {}

class RunningEntropicDrawdown implements RunningFigure {
  readonly warmUp: number;
  private readonly drawdown: RunningDrawdown;
  private readonly figure: RunningEntropic;

  constructor({ compounded, peakFrom, level }: z.output<typeof schema>, window: number) {
    this.warmUp = window;
    this.drawdown = new RunningDrawdown(name, compounded, peakFrom);
    this.figure = new RunningEntropic(window, level);
  }

  next(periodReturn: number): number | undefined {
    return this.figure.next(0 - this.drawdown.next(periodReturn));
  }
}

/**
 * Entropic drawdown at risk: the entropic value at risk of the depths, never below the conditional drawdown at risk. With a
 * window, of the last n depths, each below the highest point since the start.
 *
 * - Units: as for `maximumDrawdownMeasure`; positive. `undefined` without a return and before a window is full.
 * - State of the running form: `window` numbers. Cost: O(window), as for `entropicValueAtRiskMeasure`; over `all` it is
 *   refused.
 *
 * Source: A. Ahmadi-Javid 2012; skfolio's `edar`.
 *
 * @throws {DataError} a value cannot be used, or a compounded return is below −1.
 * @throws {InvalidOptionsError} an option is missing or out of range, or a running form has `window: 'all'`.
 * @example
 * ```ts
 * import { entropicDrawdownAtRiskMeasure } from '@sigmax/risk';
 * entropicDrawdownAtRiskMeasure.of([0.5, -0.5, 0, 3], { compounded: true, level: 0.95 }).value; // => 0.5
 * ```
 */
export const entropicDrawdownAtRiskMeasure: SeriesMeasure<EntropicDrawdownAtRiskOptions> = defineSeriesMeasure({
  name,
  measure: 'entropic-drawdown-at-risk',
  unit: 'fraction',
  schema,
  fixed: { peaks: 'since-start' },
  compute: (returns, settings) => {
    const falls = depthsOf(name, returns, settings);
    return falls && entropicDrawdownAtRisk(falls, { level: settings.level });
  },
  start: (settings) => {
    if (settings.window === 'all') throw refuseRunning(name, "window 'all'", 'Give window a number');
    return new RunningEntropicDrawdown(settings, settings.window);
  },
});
