import { gaussianValueAtRisk, normalQuantile } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import {
  type DeviationOption,
  ddofOption,
  type LevelOption,
  levelOption,
  type SeriesOptions,
  type SignOption,
  seriesShape,
  signOption,
} from '../definition/options';
import { deviationOf, meanOf, momentsFold, takeNumber } from '../kernels/moments-fold';
import { RunningFold } from '../kernels/running-fold';
import { signed } from './signed';

const schema = z.strictObject({ ...seriesShape, level: levelOption, ddof: ddofOption, sign: signOption });

export interface NormalValueAtRiskOptions extends SeriesOptions, LevelOption, DeviationOption, SignOption {}

class RunningNormal implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: z.output<typeof schema>;
  private readonly quantile: number;
  private readonly moments: RunningFold;

  constructor(settings: z.output<typeof schema>) {
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, settings.ddof + 1);
    this.quantile = normalQuantile(1 - settings.level);
    this.moments = new RunningFold(momentsFold, settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { input, summary } = this.moments;
    takeNumber(input, periodReturn);
    if (!this.moments.push()) return undefined;
    const deviation = deviationOf(summary, this.settings.ddof);
    if (deviation === undefined) return undefined;
    return signed(meanOf(summary) + this.quantile * deviation, this.settings.sign);
  }
}

/**
 * Normal (parametric) value at risk: −(m + z s), z the normal quantile of 1 − `level`.
 *
 * It understates the tails of crypto returns; read it beside the historical one.
 *
 * - Units: fraction of the account, for one period; a loss is positive.
 * - `undefined` for `ddof` returns or fewer and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: J.P. Morgan/Reuters 1996, RiskMetrics technical document.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { normalValueAtRiskMeasure } from '@sigmax/risk';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * normalValueAtRiskMeasure.of(returns, { level: 0.95, ddof: 0 }).value?.toFixed(9); // => '0.082304213'
 * ```
 */
export const normalValueAtRiskMeasure: SeriesMeasure<NormalValueAtRiskOptions> = defineSeriesMeasure({
  name: 'normalValueAtRiskMeasure',
  measure: 'normal-value-at-risk',
  unit: 'fraction',
  schema,
  compute: (returns, { window, level, ddof, sign }) => {
    const seen = inWindow(returns, window);
    return seen && gaussianValueAtRisk(seen, { level, ddof, sign });
  },
  start: (settings) => new RunningNormal(settings),
});
