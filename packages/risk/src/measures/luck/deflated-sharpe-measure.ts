import { probabilisticSharpe, sharpeSample } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure } from '../definition/define-series-measure';
import { inWindow } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type SeriesOptions, seriesShape } from '../definition/options';
import { expectedMaximumSharpe, type TrialOptions, trialsShape } from './expected-maximum-sharpe';
import { RunningSharpeSample } from './running-sharpe-sample';

const schema = z.strictObject({ ...seriesShape, ...trialsShape });

export interface DeflatedSharpeOptions extends SeriesOptions, TrialOptions {}

const benchmarkOf = ({ trials, trialVariance }: TrialOptions): number =>
  expectedMaximumSharpe({ trials, trialVariance });

/**
 * Deflated Sharpe ratio: the probability that the true Sharpe ratio exceeds what the best of `trials` strategies without any
 * edge would show, which is the probabilistic Sharpe ratio against `expectedMaximumSharpe`.
 *
 * Whoever tried many variants and kept the best reads this one. Both options have no default: the figure is worth what they
 * are worth.
 *
 * - Units: probability. `undefined` for fewer than two returns, without variance, and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: Bailey and López de Prado 2014, "The deflated Sharpe ratio", equation 2.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { deflatedSharpeMeasure, probabilisticSharpeMeasure } from '@sigmax/risk';
 * const returns = Array.from({ length: 400 }, (_, index) => 0.002 + Math.sin(index * index) / 50);
 * const alone = probabilisticSharpeMeasure.of(returns, {}).value ?? 0;
 * const deflated = deflatedSharpeMeasure.of(returns, { trials: 50, trialVariance: 0.002 }).value ?? 1;
 * deflated < alone; // => true
 * ```
 */
export const deflatedSharpeMeasure: SeriesMeasure<DeflatedSharpeOptions> = defineSeriesMeasure({
  name: 'deflatedSharpeMeasure',
  measure: 'deflated-sharpe',
  unit: 'fraction',
  schema,
  fixed: { ddof: 1, kurtosis: 'raw' },
  compute: (returns, settings) => {
    const seen = inWindow(returns, settings.window);
    const sample = seen && sharpeSample(seen);
    return sample && probabilisticSharpe(sample, { benchmarkPerPeriod: benchmarkOf(settings) });
  },
  start: (settings) => new RunningSharpeSample(settings.window, benchmarkOf(settings)),
});
