import { z } from 'zod';
import { defineBarMeasure, type RunningBarFigure } from '../definition/define-bar-measure';
import { windowWarmUp } from '../definition/in-window';
import type { BarMeasure, RangeColumns } from '../definition/measured';
import { type AnnualOption, periodsPerYearOption, type WindowOption, windowOption } from '../definition/options';
import { RunningFold } from '../kernels/running-fold';
import { sumAt, sumsFold } from '../kernels/sums-fold';

export interface RangeVolatilityOptions extends WindowOption, AnnualOption {}

export const rangeSchema = z.strictObject({ window: windowOption, periodsPerYear: periodsPerYearOption });

/** The variance that one bar shows of itself. */
export type BarVariance = (open: number, high: number, low: number, close: number) => number;

class RunningRange implements RunningBarFigure {
  readonly warmUp: number;
  private readonly variance: BarVariance;
  private readonly sums: RunningFold;
  private readonly periodsPerYear: number;

  constructor(variance: BarVariance, { window, periodsPerYear }: z.output<typeof rangeSchema>) {
    this.warmUp = windowWarmUp(window, 1);
    this.variance = variance;
    this.sums = new RunningFold(sumsFold(2), window);
    this.periodsPerYear = periodsPerYear;
  }

  next(open: number, high: number, low: number, close: number): number | undefined {
    const { input, summary } = this.sums;
    input[0] = 1;
    input[2] = this.variance(open, high, low, close);
    if (!this.sums.push()) return undefined;
    return Math.sqrt((Math.max(sumAt(summary, 1), 0) / sumAt(summary, 0)) * this.periodsPerYear);
  }
}

const meanVariance = (
  { open, high, low, close, length }: RangeColumns,
  from: number,
  variance: BarVariance,
): number => {
  let total = 0;
  for (let index = from; index < length; index++) {
    total += variance(open[index] as number, high[index] as number, low[index] as number, close[index] as number);
  }
  return total / (length - from);
};

/** A volatility that is the root of the mean variance of bars, each looked at alone. */
export const defineRangeVolatility = (
  name: string,
  measure: string,
  variance: BarVariance,
): BarMeasure<RangeVolatilityOptions> =>
  defineBarMeasure({
    name,
    measure,
    unit: 'fraction per year',
    schema: rangeSchema,
    fixed: { ddof: 0 },
    compute: (bars, { window, periodsPerYear }) => {
      const from = window === 'all' ? 0 : bars.length - window;
      if (bars.length === 0 || from < 0) return undefined;
      return Math.sqrt(Math.max(meanVariance(bars, from, variance), 0) * periodsPerYear);
    },
    start: (settings) => new RunningRange(variance, settings),
  });
