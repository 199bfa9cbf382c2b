import { annualVolatility, kurtosis, meanReturn, normalQuantile, skewness } from '@sigmax/core';
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
import { deviationOf, meanOf, momentsFold, rawKurtosisOf, skewnessOf, takeNumber } from '../kernels/moments-fold';
import { RunningFold } from '../kernels/running-fold';
import { bentQuantile, type CornishFisherDomain } from './cornish-fisher-domain';
import { signed } from './signed';

const schema = z.strictObject({
  ...seriesShape,
  level: levelOption,
  ddof: ddofOption,
  domain: z.enum(['to-level', 'whole-line']).default('to-level'),
  outside: z.enum(['refuse', 'clamp']).default('refuse'),
  sign: signOption,
});

type Settings = z.output<typeof schema>;

export interface CornishFisherValueAtRiskOptions extends SeriesOptions, LevelOption, DeviationOption, SignOption {
  /**
   * Where the bent quantile must rise: between −|z| and |z| of the level (`to-level`), or everywhere (`whole-line`,
   * Maillard's domain, which asks for a kurtosis that goes with the skewness). Defaults to `to-level`.
   */
  readonly domain?: CornishFisherDomain;
  /**
   * Outside that domain a rarer event would have a smaller loss. `refuse`: no figure. `clamp`: skewness and excess kurtosis
   * are scaled down together until they are inside. Defaults to `refuse`.
   */
  readonly outside?: 'refuse' | 'clamp';
}

class RunningCornishFisher implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: Settings;
  private readonly quantile: number;
  private readonly moments: RunningFold;
  private readonly shape = { skewness: 0, excessKurtosis: 0 };

  constructor(settings: Settings) {
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, 2);
    this.quantile = normalQuantile(1 - settings.level);
    this.moments = new RunningFold(momentsFold, settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { shape } = this;
    const { ddof, domain, outside, sign } = this.settings;
    const { input, summary } = this.moments;
    takeNumber(input, periodReturn);
    if (!this.moments.push()) return undefined;
    const skew = skewnessOf(summary);
    const raw = rawKurtosisOf(summary);
    const deviation = deviationOf(summary, ddof);
    if (skew === undefined || raw === undefined || deviation === undefined) return undefined;
    shape.skewness = skew;
    shape.excessKurtosis = raw - 3;
    const quantile = bentQuantile(this.quantile, shape, domain, outside);
    return quantile === undefined ? undefined : signed(meanOf(summary) + quantile * deviation, sign);
  }
}

/**
 * Cornish–Fisher (modified) value at risk: −(m + z′ s), z′ the normal quantile bent for skewness S and excess kurtosis K:
 * z + (z² − 1) S/6 + (z³ − 3z) K/24 − (2z³ − 5z) S²/36.
 *
 * S and K are population moments; K is the excess, 0 for a normal distribution. Feeding the raw kurtosis is a known mistake,
 * so the definition says `kurtosis: 'excess'`.
 *
 * - Units: fraction of the account, for one period; a loss is positive.
 * - `undefined` without variance, outside the domain unless it clamps, and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised; 47 evaluations more where it clamps.
 *
 * Source: Cornish and Fisher 1938; Favre and Galeano 2002; Maillard 2012 on the domain of validity.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { cornishFisherValueAtRiskMeasure } from '@sigmax/risk';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * cornishFisherValueAtRiskMeasure.of(returns, { level: 0.95, ddof: 0 }).value?.toFixed(9); // => '0.087626270'
 * const lottery = [...new Array(99).fill(-0.001), 5];
 * cornishFisherValueAtRiskMeasure.of(lottery, { level: 0.95 }).value; // => undefined
 * cornishFisherValueAtRiskMeasure.of(lottery, { level: 0.95, outside: 'clamp' }).value?.toFixed(3); // => '0.549'
 * ```
 */
export const cornishFisherValueAtRiskMeasure: SeriesMeasure<CornishFisherValueAtRiskOptions> = defineSeriesMeasure({
  name: 'cornishFisherValueAtRiskMeasure',
  measure: 'cornish-fisher-value-at-risk',
  unit: 'fraction',
  schema,
  fixed: { kurtosis: 'excess' },
  compute: (returns, { window, level, ddof, domain, outside, sign }) => {
    const seen = inWindow(returns, window);
    if (seen === undefined) return undefined;
    const skew = skewness(seen);
    const excessKurtosis = kurtosis(seen, { convention: 'excess' });
    const deviation = annualVolatility(seen, { periodsPerYear: 1, ddof });
    if (skew === undefined || excessKurtosis === undefined || deviation === undefined) return undefined;
    const quantile = bentQuantile(normalQuantile(1 - level), { skewness: skew, excessKurtosis }, domain, outside);
    if (quantile === undefined) return undefined;
    return signed((meanReturn(seen, { mean: 'arithmetic' }) as number) + quantile * deviation, sign);
  },
  start: (settings) => new RunningCornishFisher(settings),
});
