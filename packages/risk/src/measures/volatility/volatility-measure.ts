import { annualVolatility } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import {
  type AnnualOption,
  type DeviationOption,
  ddofOption,
  periodsPerYearOption,
  type SeriesOptions,
  seriesShape,
} from '../definition/options';
import { deviationOf, momentsFold, takeNumber } from '../kernels/moments-fold';
import { RunningFold } from '../kernels/running-fold';
import { sumAt, sumsFold } from '../kernels/sums-fold';

const schema = z.strictObject({
  ...seriesShape,
  periodsPerYear: periodsPerYearOption,
  ddof: ddofOption,
  mean: z.enum(['subtracted', 'zero']).default('subtracted'),
});

type Settings = z.output<typeof schema>;

export interface VolatilityMeasureOptions extends SeriesOptions, AnnualOption, DeviationOption {
  /**
   * `subtracted`: deviations are from the mean of the returns. `zero`: from 0, as is usual for short periods, whose mean
   * is noise. Defaults to `subtracted`.
   */
  readonly mean?: 'subtracted' | 'zero';
}

const aboutZero = (returns: ArrayLike<number>, { ddof, periodsPerYear }: Settings): number | undefined => {
  if (returns.length <= ddof) return undefined;
  let squares = 0;
  for (let index = 0; index < returns.length; index++) squares += (returns[index] as number) ** 2;
  return Math.sqrt((squares / (returns.length - ddof)) * periodsPerYear);
};

class AboutMean implements RunningFigure {
  readonly warmUp: number;
  private readonly moments: RunningFold;
  private readonly ddof: 0 | 1;
  private readonly scale: number;

  constructor({ window, ddof, periodsPerYear }: Settings) {
    this.warmUp = windowWarmUp(window, ddof + 1);
    this.moments = new RunningFold(momentsFold, window);
    this.ddof = ddof;
    this.scale = Math.sqrt(periodsPerYear);
  }

  next(periodReturn: number): number | undefined {
    const { moments } = this;
    takeNumber(moments.input, periodReturn);
    if (!moments.push()) return undefined;
    const deviation = deviationOf(moments.summary, this.ddof);
    return deviation === undefined ? undefined : deviation * this.scale;
  }
}

class AboutZero implements RunningFigure {
  readonly warmUp: number;
  private readonly sums: RunningFold;
  private readonly ddof: 0 | 1;
  private readonly periodsPerYear: number;

  constructor({ window, ddof, periodsPerYear }: Settings) {
    this.warmUp = windowWarmUp(window, ddof + 1);
    this.sums = new RunningFold(sumsFold(2), window);
    this.ddof = ddof;
    this.periodsPerYear = periodsPerYear;
  }

  next(periodReturn: number): number | undefined {
    const { input, summary } = this.sums;
    input[0] = 1;
    input[2] = periodReturn * periodReturn;
    if (!this.sums.push()) return undefined;
    const divisor = sumAt(summary, 0) - this.ddof;
    return divisor > 0 ? Math.sqrt((sumAt(summary, 1) / divisor) * this.periodsPerYear) : undefined;
  }
}

/**
 * Volatility: the annualised standard deviation of returns, √(Σ (rᵢ − m)² / (n − ddof)) · √periodsPerYear.
 *
 * - Units: fraction a year. `undefined` for `ddof` returns or fewer and before a window is full.
 * - State of the running form: `window` numbers. Cost: O(1) amortised.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { volatilityMeasure } from '@sigmax/risk';
 * const { value, definition } = volatilityMeasure.of([100, 101, 99, 100], { returns: 'log', periodsPerYear: 365 });
 * value?.toFixed(4); // => '0.3309'
 * definition.ddof; // => 1
 * const running = volatilityMeasure({ window: 2, periodsPerYear: 1, mean: 'zero', ddof: 0 });
 * running.next(0.03); // => undefined
 * running.next(-0.01)?.toFixed(6); // => '0.022361'
 * ```
 */
export const volatilityMeasure: SeriesMeasure<VolatilityMeasureOptions> = defineSeriesMeasure({
  name: 'volatilityMeasure',
  measure: 'volatility',
  unit: 'fraction per year',
  schema,
  compute: (returns, settings) => {
    const { window, mean, periodsPerYear, ddof } = settings;
    const seen = inWindow(returns, window);
    if (seen === undefined) return undefined;
    return mean === 'zero' ? aboutZero(seen, settings) : annualVolatility(seen, { periodsPerYear, ddof });
  },
  start: (settings) => (settings.mean === 'zero' ? new AboutZero(settings) : new AboutMean(settings)),
});
