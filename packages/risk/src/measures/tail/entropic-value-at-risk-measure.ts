import { entropicValueAtRisk } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure } from '../definition/define-series-measure';
import { inWindow } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import {
  type LevelOption,
  levelOption,
  type SeriesOptions,
  type SignOption,
  seriesShape,
  signOption,
} from '../definition/options';
import { refuseRunning } from '../definition/refuse-running';
import { RunningEntropic } from './running-entropic';
import { signed } from './signed';

const schema = z.strictObject({ ...seriesShape, level: levelOption, sign: signOption });

export interface EntropicValueAtRiskMeasureOptions extends SeriesOptions, LevelOption, SignOption {}

/**
 * Entropic value at risk: min over θ > 0 of θ ln(m(e^(−r/θ)) / (1 − level)), the smallest Chernoff bound on the loss.
 *
 * Never below the conditional value at risk, never above the worst loss, coherent. The minimum over one variable is found by
 * Newton's method on a convex function.
 *
 * - Units: fraction of the account, for one period; a loss is positive.
 * - `undefined` without a return and before a window is full.
 * - State of the running form: `window` numbers. Cost: O(window) exponentials for each of about 15 steps, every period: no
 *   form in O(log window) is known, because the best θ moves with every return. A running form over `all` is refused.
 *
 * Source: A. Ahmadi-Javid 2012, "Entropic value-at-risk: a new coherent risk measure".
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range, or a running form has `window: 'all'`.
 * @example
 * ```ts
 * import { entropicValueAtRiskMeasure } from '@sigmax/risk';
 * const returns = [0.1, -0.5, -0.3, 0.8];
 * entropicValueAtRiskMeasure.of(returns, { level: 0.5 }).value?.toFixed(6); // => '0.431223'
 * const running = entropicValueAtRiskMeasure({ level: 0.5, window: 4 });
 * returns.map((value) => running.next(value)?.toFixed(6)); // => [undefined, undefined, undefined, '0.431223']
 * ```
 */
export const entropicValueAtRiskMeasure: SeriesMeasure<EntropicValueAtRiskMeasureOptions> = defineSeriesMeasure({
  name: 'entropicValueAtRiskMeasure',
  measure: 'entropic-value-at-risk',
  unit: 'fraction',
  schema,
  compute: (returns, { window, level, sign }) => {
    const seen = inWindow(returns, window);
    const risk = seen && entropicValueAtRisk(seen, { level });
    return risk === undefined ? undefined : signed(-risk, sign);
  },
  start: ({ window, level, sign }) => {
    if (window === 'all') throw refuseRunning('entropicValueAtRiskMeasure', "window 'all'", 'Give window a number');
    const figure = new RunningEntropic(window, level);
    if (sign === 'loss') return figure;
    return {
      warmUp: figure.warmUp,
      next: (periodReturn) => {
        const risk = figure.next(periodReturn);
        return risk === undefined ? undefined : -risk;
      },
    };
  },
});
