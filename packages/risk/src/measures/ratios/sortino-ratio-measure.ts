import { sortinoRatio } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type AnnualOption, periodsPerYearOption, type SeriesOptions, seriesShape } from '../definition/options';
import { RunningFold } from '../kernels/running-fold';
import { sumAt, sumsFold } from '../kernels/sums-fold';

const schema = z.strictObject({
  ...seriesShape,
  periodsPerYear: periodsPerYearOption,
  requiredPerPeriod: z.number().gt(-1).default(0),
  denominator: z.enum(['all', 'shortfalls']).default('all'),
});

export interface SortinoRatioMeasureOptions extends SeriesOptions, AnnualOption {
  /** Return of one period below which a return counts as a shortfall. Defaults to 0. */
  readonly requiredPerPeriod?: number;
  /** Divides the squared shortfalls by all periods or only by those that fell short. Defaults to `all`. */
  readonly denominator?: 'all' | 'shortfalls';
}

/** Sums of 1, of the excess, of shortfalls and of their squares. */
class RunningSortino implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: z.output<typeof schema>;
  private readonly sums: RunningFold;

  constructor(settings: z.output<typeof schema>) {
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, 2);
    this.sums = new RunningFold(sumsFold(4), settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { requiredPerPeriod, denominator, periodsPerYear } = this.settings;
    const { input, summary } = this.sums;
    const excess = periodReturn - requiredPerPeriod;
    input[0] = 1;
    input[2] = excess;
    input[4] = excess < 0 ? 1 : 0;
    input[6] = excess < 0 ? excess * excess : 0;
    if (!this.sums.push()) return undefined;
    const count = sumAt(summary, 0);
    const shortfalls = sumAt(summary, 2);
    if (count < 2 || shortfalls === 0) return undefined;
    const risk = Math.sqrt(sumAt(summary, 3) / (denominator === 'all' ? count : shortfalls));
    return risk === 0 ? undefined : (sumAt(summary, 1) / count / risk) * Math.sqrt(periodsPerYear);
  }
}

/**
 * Sortino ratio: mean return above what was required, q, over the downside risk: m(r − q) √periodsPerYear /
 * √(Σ min(0, rᵢ − q)² / n).
 *
 * - Units: none. `undefined` for fewer than two returns, without a shortfall, and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: Sortino and Price 1994 (`denominator: 'all'`).
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { sortinoRatioMeasure } from '@sigmax/risk';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * sortinoRatioMeasure.of(returns, { periodsPerYear: 252 }).value?.toFixed(6); // => '2.605531'
 * ```
 */
export const sortinoRatioMeasure: SeriesMeasure<SortinoRatioMeasureOptions> = defineSeriesMeasure({
  name: 'sortinoRatioMeasure',
  measure: 'sortino-ratio',
  unit: 'number',
  schema,
  compute: (returns, { window, periodsPerYear, requiredPerPeriod, denominator }) => {
    const seen = inWindow(returns, window);
    return seen && sortinoRatio(seen, { periodsPerYear, requiredPerPeriod, denominator });
  },
  start: (settings) => new RunningSortino(settings),
});
