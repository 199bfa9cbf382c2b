import { sharpeRatio } from '@sigmax/core';
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
import { geometricMean, growthFold } from '../kernels/growth-fold';
import { deviationOf, meanOf, momentsFold, takeNumber } from '../kernels/moments-fold';
import { RunningFold } from '../kernels/running-fold';

const schema = z.strictObject({
  ...seriesShape,
  periodsPerYear: periodsPerYearOption,
  riskFreePerPeriod: z.number().gt(-1).default(0),
  ddof: ddofOption,
  mean: z.enum(['arithmetic', 'geometric']).default('arithmetic'),
});

type Settings = z.output<typeof schema>;

export interface SharpeRatioMeasureOptions extends SeriesOptions, AnnualOption, DeviationOption {
  /** Return without risk of one period. Defaults to 0. */
  readonly riskFreePerPeriod?: number;
  /** Mean in the numerator. Defaults to `arithmetic`. */
  readonly mean?: 'arithmetic' | 'geometric';
}

class RunningSharpe implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: Settings;
  private readonly moments: RunningFold;
  private readonly growth: RunningFold | undefined;

  constructor(settings: Settings) {
    const { window, ddof, mean } = settings;
    this.settings = settings;
    this.warmUp = windowWarmUp(window, ddof + 1);
    this.moments = new RunningFold(momentsFold, window);
    this.growth = mean === 'geometric' ? new RunningFold(growthFold, window) : undefined;
  }

  next(periodReturn: number): number | undefined {
    const { moments, growth } = this;
    const { riskFreePerPeriod, ddof, periodsPerYear } = this.settings;
    const excess = periodReturn - riskFreePerPeriod;
    takeNumber(moments.input, excess);
    if (growth !== undefined) {
      growth.input[0] = 1;
      growth.input[1] = 1 + excess;
      growth.push();
    }
    if (!moments.push()) return undefined;
    const mean = growth === undefined ? meanOf(moments.summary) : geometricMean(growth.summary, 1);
    const deviation = deviationOf(moments.summary, ddof);
    if (mean === undefined || deviation === undefined || deviation === 0) return undefined;
    return (mean / deviation) * Math.sqrt(periodsPerYear);
  }
}

/**
 * Sharpe ratio: mean excess return over its standard deviation, (m(r − f) / s(r − f)) √periodsPerYear.
 *
 * - Units: none. `undefined` for `ddof` returns or fewer, without variance, and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: Sharpe 1966 and 1994.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { sharpeRatioMeasure } from '@sigmax/risk';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * sharpeRatioMeasure.of(returns, { periodsPerYear: 252 }).value?.toFixed(6); // => '1.723861'
 * sharpeRatioMeasure.of(returns, { periodsPerYear: 252, mean: 'geometric' }).value?.toFixed(6); // => '1.319916'
 * ```
 */
export const sharpeRatioMeasure: SeriesMeasure<SharpeRatioMeasureOptions> = defineSeriesMeasure({
  name: 'sharpeRatioMeasure',
  measure: 'sharpe-ratio',
  unit: 'number',
  schema,
  compute: (returns, { window, periodsPerYear, riskFreePerPeriod, ddof, mean }) => {
    const seen = inWindow(returns, window);
    return seen && sharpeRatio(seen, { periodsPerYear, riskFreePerPeriod, ddof, mean });
  },
  start: (settings) => new RunningSharpe(settings),
});
