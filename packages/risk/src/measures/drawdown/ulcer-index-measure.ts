import { ulcerIndex } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure } from '../definition/define-series-measure';
import type { SeriesMeasure } from '../definition/measured';
import { depthsOf } from './depths-of';
import { type DrawdownMeasureOptions, drawdownShape } from './drawdown-options';
import { RunningMeanDepth } from './running-mean-depth';

const name = 'ulcerIndexMeasure';

/**
 * Ulcer index: the root mean square of the depths of the periods, √(Σ dᵢ² / n). With a window, the last n depths, each below
 * the highest point since the start.
 *
 * - Units: fraction (Martin writes percent). `undefined` without a return and before a window is full.
 * - State of the running form: `window` numbers. Cost: O(1) amortised.
 *
 * Source: Martin and McCann 1989.
 *
 * @throws {DataError} a value cannot be used, or a compounded return is below −1.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { ulcerIndexMeasure } from '@sigmax/risk';
 * ulcerIndexMeasure.of([0.1, -0.5, -0.3, 0.8], { compounded: false }).value?.toFixed(6); // => '0.471699'
 * ```
 */
export const ulcerIndexMeasure: SeriesMeasure<DrawdownMeasureOptions> = defineSeriesMeasure({
  name,
  measure: 'ulcer-index',
  unit: 'fraction',
  schema: z.strictObject(drawdownShape),
  fixed: { peaks: 'since-start' },
  compute: (returns, settings) => {
    const falls = depthsOf(name, returns, settings);
    return falls && ulcerIndex(falls);
  },
  start: (settings) => new RunningMeanDepth(name, settings, true),
});
