import { conditionalValueAtRisk } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import {
  type LevelOption,
  levelOption,
  type QuantileOption,
  quantileOption,
  type SeriesOptions,
  type SignOption,
  seriesShape,
  signOption,
} from '../definition/options';
import { orderedTailMean } from '../kernels/ordered-tail';
import { SortedWindow } from '../kernels/sorted-window';
import { signed } from './signed';

const schema = z.strictObject({
  ...seriesShape,
  level: levelOption,
  tail: z.enum(['fractional', 'mean']).default('fractional'),
  quantile: quantileOption,
  sign: signOption,
});

export interface ConditionalValueAtRiskMeasureOptions extends SeriesOptions, LevelOption, QuantileOption, SignOption {
  /**
   * `fractional`: exactly the share 1 − `level` of the periods, the last one in part. `mean`: every return at or below the
   * value at risk, which is read with `quantile`. Defaults to `fractional`.
   */
  readonly tail?: 'fractional' | 'mean';
}

class RunningConditional implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: z.output<typeof schema>;
  private readonly sorted: SortedWindow;

  constructor(settings: z.output<typeof schema>) {
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, 1);
    this.sorted = new SortedWindow(settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { level, tail, quantile, sign } = this.settings;
    if (!this.sorted.add(periodReturn)) return undefined;
    return signed(orderedTailMean(this.sorted.values, 1 - level, tail, quantile), sign);
  }
}

/**
 * Conditional value at risk, also called expected shortfall: the mean loss of the worst periods.
 *
 * With the fractional tail it is coherent: never below the value at risk, and two positions together have at most the sum of
 * both. The plain mean of the tail is not, on few returns.
 *
 * - Units: fraction of the account, for one period; a loss is positive.
 * - `undefined` without a return and before a window is full.
 * - State of the running form: 8 numbers for each return that counts. Cost: O(log window) expected.
 *
 * Source: Rockafellar and Uryasev 2002 (`fractional`); empyrical's `conditional_value_at_risk` (`mean`).
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { conditionalValueAtRiskMeasure } from '@sigmax/risk';
 * const returns = [-0.1, -0.04, 0.01, 0.02];
 * conditionalValueAtRiskMeasure.of(returns, { level: 0.7 }).value?.toFixed(4); // => '0.0900'
 * const tail = conditionalValueAtRiskMeasure.of(returns, { level: 0.7, tail: 'mean', quantile: 'lower' });
 * tail.value; // => 0.1
 * tail.definition.tail; // => 'mean'
 * ```
 */
export const conditionalValueAtRiskMeasure: SeriesMeasure<ConditionalValueAtRiskMeasureOptions> = defineSeriesMeasure({
  name: 'conditionalValueAtRiskMeasure',
  measure: 'conditional-value-at-risk',
  unit: 'fraction',
  schema,
  compute: (returns, { window, level, tail, quantile, sign }) => {
    const seen = inWindow(returns, window);
    return seen && conditionalValueAtRisk(seen, { level, tail, method: quantile, sign });
  },
  start: (settings) => new RunningConditional(settings),
});
