import { omegaRatio } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { periodsPerYearOption, type SeriesOptions, seriesShape } from '../definition/options';
import { RunningFold } from '../kernels/running-fold';
import { sumAt, sumsFold } from '../kernels/sums-fold';

const schema = z.union([
  z.strictObject({ ...seriesShape, thresholdPerPeriod: z.number() }),
  z.strictObject({ ...seriesShape, thresholdPerYear: z.number().gt(-1), periodsPerYear: periodsPerYearOption }),
]);

type Settings = z.output<typeof schema>;

/** The return that separates gains from losses, for one period or for a year; a yearly one is de-annualised. */
export type OmegaRatioMeasureOptions =
  | (SeriesOptions & { readonly thresholdPerPeriod: number })
  | (SeriesOptions & { readonly thresholdPerYear: number; readonly periodsPerYear: number });

const thresholdOf = (settings: Settings): number =>
  'thresholdPerPeriod' in settings
    ? settings.thresholdPerPeriod
    : (1 + settings.thresholdPerYear) ** (1 / settings.periodsPerYear) - 1;

class RunningOmega implements RunningFigure {
  readonly warmUp: number;
  private readonly threshold: number;
  private readonly sums: RunningFold;

  constructor(settings: Settings) {
    this.warmUp = windowWarmUp(settings.window, 2);
    this.threshold = thresholdOf(settings);
    this.sums = new RunningFold(sumsFold(3), settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { input, summary } = this.sums;
    const distance = periodReturn - this.threshold;
    input[0] = 1;
    input[2] = Math.max(distance, 0);
    input[4] = Math.max(-distance, 0);
    if (!this.sums.push() || sumAt(summary, 0) < 2) return undefined;
    const below = sumAt(summary, 2);
    return below === 0 ? undefined : sumAt(summary, 1) / below;
  }
}

/**
 * Omega ratio: gains above a threshold over losses below it, Σ max(0, rᵢ − q) / Σ max(0, q − rᵢ).
 *
 * A yearly threshold Q becomes q = (1 + Q)^(1 / periodsPerYear) − 1; the definition shows which of the two was given.
 *
 * - Units: none. `undefined` for fewer than two returns, without a return below the threshold, and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: Keating and Shadwick 2002.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { omegaRatioMeasure } from '@sigmax/risk';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * omegaRatioMeasure.of(returns, { thresholdPerPeriod: 0 }).value?.toFixed(6); // => '1.357143'
 * omegaRatioMeasure.of(returns, { thresholdPerYear: 10, periodsPerYear: 252 }).value?.toFixed(6); // => '0.833543'
 * ```
 */
export const omegaRatioMeasure: SeriesMeasure<OmegaRatioMeasureOptions> = defineSeriesMeasure({
  name: 'omegaRatioMeasure',
  measure: 'omega-ratio',
  unit: 'number',
  schema,
  compute: (returns, settings) => {
    const seen = inWindow(returns, settings.window);
    return seen && omegaRatio(seen, settings);
  },
  start: (settings) => new RunningOmega(settings),
});
