import { kellyFraction } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type DeviationOption, ddofOption, type SeriesOptions, seriesShape } from '../definition/options';
import { deviationOf, meanOf, momentsFold, takeNumber } from '../kernels/moments-fold';
import { RunningFold } from '../kernels/running-fold';

const schema = z.strictObject({ ...seriesShape, fraction: z.number().gt(0).max(1), ddof: ddofOption });

export interface KellyFractionMeasureOptions extends SeriesOptions, DeviationOption {
  /** How much of the full bet is taken: 1 is all of it, ½ a half-Kelly. */
  readonly fraction: number;
}

class RunningKelly implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: z.output<typeof schema>;
  private readonly moments: RunningFold;

  constructor(settings: z.output<typeof schema>) {
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, settings.ddof + 1);
    this.moments = new RunningFold(momentsFold, settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { input, summary } = this.moments;
    takeNumber(input, periodReturn);
    if (!this.moments.push()) return undefined;
    const deviation = deviationOf(summary, this.settings.ddof);
    if (deviation === undefined || deviation === 0) return undefined;
    return (this.settings.fraction * meanOf(summary)) / (deviation * deviation);
  }
}

/**
 * Kelly fraction: a part of the multiple of the exposure that would have grown fastest, `fraction` · m / s².
 *
 * It is what hindsight would have bet: mean and variance are known too little for more than a part of it. Negative when the
 * mean is. For a bet with known odds see `kellyFromOdds` of core.
 *
 * - Units: multiple of the exposure behind the returns. `undefined` without variance and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: Kelly 1956; Merton 1969 (continuous form); MacLean, Thorp and Ziemba 2010 on fractions.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { kellyFractionMeasure } from '@sigmax/risk';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * kellyFractionMeasure.of(returns, { fraction: 1 }).value?.toFixed(6); // => '1.886792'
 * kellyFractionMeasure.of(returns, { fraction: 0.5 }).value?.toFixed(6); // => '0.943396'
 * ```
 */
export const kellyFractionMeasure: SeriesMeasure<KellyFractionMeasureOptions> = defineSeriesMeasure({
  name: 'kellyFractionMeasure',
  measure: 'kelly-fraction',
  unit: 'number',
  schema,
  compute: (returns, { window, fraction, ddof }) => {
    const seen = inWindow(returns, window);
    const full = seen && kellyFraction(seen, { ddof });
    return full === undefined ? undefined : fraction * full;
  },
  start: (settings) => new RunningKelly(settings),
});
