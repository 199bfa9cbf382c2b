import { calmarRatio } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type AnnualOption, periodsPerYearOption, type SeriesOptions, seriesShape } from '../definition/options';
import { compoundedPathFold, takeReturn } from '../kernels/path-fold';
import { requireNoDebt } from '../kernels/require-no-debt';
import { RunningFold } from '../kernels/running-fold';

const name = 'calmarRatioMeasure';

const schema = z.strictObject({ ...seriesShape, periodsPerYear: periodsPerYearOption });

export interface CalmarRatioMeasureOptions extends SeriesOptions, AnnualOption {}

/** Core counts a fall this shallow as none. */
const noise = 1e-12;

class RunningCalmar implements RunningFigure {
  readonly warmUp: number;
  private readonly periodsPerYear: number;
  private readonly path: RunningFold;
  private readonly window: number | 'all';
  private count = 0;

  constructor({ window, periodsPerYear }: z.output<typeof schema>) {
    this.warmUp = windowWarmUp(window, 1);
    this.periodsPerYear = periodsPerYear;
    this.window = window;
    this.path = new RunningFold(compoundedPathFold, window);
  }

  next(periodReturn: number): number | undefined {
    requireNoDebt(name, periodReturn);
    const { path, window } = this;
    this.count += 1;
    takeReturn(path.input, periodReturn, true, true);
    if (!path.push()) return undefined;
    const wealth = path.summary[0] as number;
    const deepest = path.summary[3] as number;
    if (!(deepest > noise)) return undefined;
    const periods = window === 'all' ? this.count : window;
    return (wealth ** (this.periodsPerYear / periods) - 1) / deepest;
  }
}

/**
 * Calmar ratio: the annual return over the deepest drawdown, both compounded and both of the window.
 *
 * Young looked at 36 months (`window: 36` with monthly returns); libraries take all there is. A window begins as if the
 * account began with it.
 *
 * - Units: none. `undefined` without a return, without a fall, and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: T. Young 1991, "Calmar ratio: a smoother tool".
 *
 * @throws {DataError} a value cannot be used, or a return is below −1.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { calmarRatioMeasure } from '@sigmax/risk';
 * calmarRatioMeasure.of([0.5, -0.25], { periodsPerYear: 2 }).value?.toFixed(6); // => '0.500000'
 * ```
 */
export const calmarRatioMeasure: SeriesMeasure<CalmarRatioMeasureOptions> = defineSeriesMeasure({
  name,
  measure: 'calmar-ratio',
  unit: 'number',
  schema,
  fixed: { peaks: 'in-window', compounded: true },
  compute: (returns, { window, periodsPerYear }) => {
    for (let index = 0; index < returns.length; index++) requireNoDebt(name, returns[index] as number);
    const seen = inWindow(returns, window);
    return seen && calmarRatio(seen, { periodsPerYear });
  },
  start: (settings) => new RunningCalmar(settings),
});
