import { probabilisticSharpe } from '@sigmax/core';
import type { RunningFigure } from '../definition/define-series-measure';
import { windowWarmUp } from '../definition/in-window';
import { deviationOf, meanOf, momentsFold, rawKurtosisOf, skewnessOf, takeNumber } from '../kernels/moments-fold';
import { RunningFold } from '../kernels/running-fold';

/** The probability that the true Sharpe ratio behind a window of returns exceeds a benchmark. */
export class RunningSharpeSample implements RunningFigure {
  readonly warmUp: number;
  private readonly moments: RunningFold;
  private readonly benchmark: { readonly benchmarkPerPeriod: number };
  private readonly sample = { sharpePerPeriod: 0, periods: 0, skewness: 0, rawKurtosis: 0 };

  constructor(window: number | 'all', benchmarkPerPeriod: number) {
    this.warmUp = windowWarmUp(window, 2);
    this.moments = new RunningFold(momentsFold, window);
    this.benchmark = { benchmarkPerPeriod };
  }

  next(periodReturn: number): number | undefined {
    const { sample } = this;
    const { input, summary } = this.moments;
    takeNumber(input, periodReturn);
    if (!this.moments.push()) return undefined;
    const deviation = deviationOf(summary, 1);
    const skew = skewnessOf(summary);
    const kurtosis = rawKurtosisOf(summary);
    if (deviation === undefined || deviation === 0 || skew === undefined || kurtosis === undefined) return undefined;
    sample.sharpePerPeriod = meanOf(summary) / deviation;
    sample.periods = summary[0] as number;
    sample.skewness = skew;
    sample.rawKurtosis = kurtosis;
    return probabilisticSharpe(sample, this.benchmark);
  }
}
