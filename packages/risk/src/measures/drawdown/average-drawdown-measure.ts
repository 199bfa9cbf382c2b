import { averageDrawdown } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure } from '../definition/define-series-measure';
import type { SeriesMeasure } from '../definition/measured';
import { depthsOf } from './depths-of';
import { type DrawdownMeasureOptions, drawdownShape } from './drawdown-options';
import { RunningMeanDepth } from './running-mean-depth';

const name = 'averageDrawdownMeasure';

/**
 * Average drawdown: the mean depth over all periods, peaks counted as 0 (the pain index). With a window, over the last n
 * depths, each below the highest point since the start.
 *
 * - Units: as for `maximumDrawdownMeasure`. `undefined` without a return and before a window is full.
 * - State of the running form: `window` numbers. Cost: O(1) amortised.
 *
 * Source: skfolio's `average_drawdown`; Becker 2006 (pain index).
 *
 * @throws {DataError} a value cannot be used, or a compounded return is below −1.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { averageDrawdownMeasure } from '@sigmax/risk';
 * averageDrawdownMeasure.of([0.5, -0.5, 0, 3], { compounded: true }).value; // => 0.25
 * ```
 */
export const averageDrawdownMeasure: SeriesMeasure<DrawdownMeasureOptions> = defineSeriesMeasure({
  name,
  measure: 'average-drawdown',
  unit: 'fraction',
  schema: z.strictObject(drawdownShape),
  fixed: { peaks: 'since-start', over: 'periods' },
  compute: (returns, settings) => {
    const falls = depthsOf(name, returns, settings);
    return falls && averageDrawdown(falls, { over: 'periods' });
  },
  start: (settings) => new RunningMeanDepth(name, settings, false),
});
