import { cagr } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type AnnualOption, periodsPerYearOption, type SeriesOptions, seriesShape } from '../definition/options';
import { geometricMean, growthFold } from '../kernels/growth-fold';
import { RunningFold } from '../kernels/running-fold';

const schema = z.strictObject({ ...seriesShape, periodsPerYear: periodsPerYearOption });

export interface AnnualReturnOptions extends SeriesOptions, AnnualOption {}

class RunningAnnualReturn implements RunningFigure {
  readonly warmUp: number;
  private readonly periodsPerYear: number;
  private readonly growth: RunningFold;

  constructor({ window, periodsPerYear }: z.output<typeof schema>) {
    this.warmUp = windowWarmUp(window, 1);
    this.periodsPerYear = periodsPerYear;
    this.growth = new RunningFold(growthFold, window);
  }

  next(periodReturn: number): number | undefined {
    const { input, summary } = this.growth;
    input[0] = 1;
    input[1] = 1 + periodReturn;
    return this.growth.push() ? geometricMean(summary, this.periodsPerYear) : undefined;
  }
}

/**
 * Annual return: the constant yearly return that gives the same end, (Π (1 + rᵢ))^(periodsPerYear / n) − 1.
 *
 * What a gap counts as moves it: empyrical counts a missing return as a period, which is `missing: 'zero'`; `drop` leaves
 * it out. Log returns must not be compounded, so give `returns: 'simple'` with prices.
 *
 * - Units: fraction a year. `undefined` without a return, after more than everything was lost, and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { annualReturnMeasure } from '@sigmax/risk';
 * const returns = [Number.NaN, 0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * annualReturnMeasure.of(returns, { periodsPerYear: 252, missing: 'zero' }).value?.toFixed(6); // => '1.913593'
 * annualReturnMeasure.of(returns, { periodsPerYear: 252, missing: 'drop' }).value?.toFixed(6); // => '2.330293'
 * ```
 */
export const annualReturnMeasure: SeriesMeasure<AnnualReturnOptions> = defineSeriesMeasure({
  name: 'annualReturnMeasure',
  measure: 'annual-return',
  unit: 'fraction per year',
  schema,
  compute: (returns, { window, periodsPerYear }) => {
    const seen = inWindow(returns, window);
    return seen && cagr(seen, { periodsPerYear });
  },
  start: (settings) => new RunningAnnualReturn(settings),
});
