import { drawdowns, maximumDrawdown, type RunningIndicator, rollingMax } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { type SignOption, signOption } from '../definition/options';
import { compoundedPathFold, summedPathFold, takeReturn } from '../kernels/path-fold';
import { requireNoDebt } from '../kernels/require-no-debt';
import { RunningDrawdown } from '../kernels/running-drawdown';
import { RunningFold } from '../kernels/running-fold';
import { signed } from '../tail/signed';
import { depthsOf } from './depths-of';
import { type DrawdownMeasureOptions, drawdownShape } from './drawdown-options';

const name = 'maximumDrawdownMeasure';

const schema = z.strictObject({
  ...drawdownShape,
  peaks: z.enum(['in-window', 'since-start']).default('in-window'),
  sign: signOption,
});

type Settings = z.output<typeof schema>;

export interface MaximumDrawdownMeasureOptions extends DrawdownMeasureOptions, SignOption {
  /**
   * With a window: falls from peaks inside it, as if the account began with it, or from the highest point since the start.
   * Defaults to `in-window`.
   */
  readonly peaks?: 'in-window' | 'since-start';
}

/** Falls from peaks inside the window. */
class RunningInWindow implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: Settings;
  private readonly path: RunningFold;

  constructor(settings: Settings, window: number) {
    this.warmUp = window;
    this.settings = settings;
    this.path = new RunningFold(settings.compounded ? compoundedPathFold : summedPathFold, window);
  }

  next(periodReturn: number): number | undefined {
    const { compounded, peakFrom, sign } = this.settings;
    if (compounded) requireNoDebt(name, periodReturn);
    takeReturn(this.path.input, periodReturn, compounded, peakFrom === 'start');
    return this.path.push() ? signed(-(this.path.summary[3] as number), sign) : undefined;
  }
}

/** Falls from the highest point since the start. */
class RunningSinceStart implements RunningFigure {
  readonly warmUp: number;
  private readonly sign: Settings['sign'];
  private readonly drawdown: RunningDrawdown;
  /** For a window; without one the deepest fall only grows. */
  private readonly rolling: RunningIndicator<number, number> | undefined;
  private deepest = 0;

  constructor({ window, compounded, peakFrom, sign }: Settings) {
    this.warmUp = windowWarmUp(window, 1);
    this.sign = sign;
    this.drawdown = new RunningDrawdown(name, compounded, peakFrom);
    this.rolling = window === 'all' ? undefined : rollingMax(window);
  }

  next(periodReturn: number): number | undefined {
    const depth = this.drawdown.next(periodReturn);
    this.deepest = Math.max(this.deepest, depth);
    const deepest = this.rolling === undefined ? this.deepest : this.rolling.next(depth);
    return deepest === undefined ? undefined : signed(-deepest, this.sign);
  }
}

/**
 * Maximum drawdown: the deepest fall of the account below its highest point.
 *
 * - Units: compounded, a fraction of the peak, at most 1; otherwise a distance in units of the capital at the start, which may
 *   exceed 1. A fall is positive under `sign: 'loss'`.
 * - `undefined` without a return and before a window is full; 0 when there was no fall.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: empyrical's `max_drawdown` and `roll_max_drawdown` (compounded, peaks in the window); skfolio adds returns up and
 * begins with the first period (`compounded: false, peakFrom: 'first-period'`).
 *
 * @throws {DataError} a value cannot be used, or a compounded return is below −1.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { maximumDrawdownMeasure } from '@sigmax/risk';
 * maximumDrawdownMeasure.of([0.5, -0.5, 0.25], { compounded: true }).value; // => 0.5
 * const running = maximumDrawdownMeasure({ compounded: true, window: 2 });
 * [0.5, -0.5, 0.25, 0.25].map((value) => running.next(value)); // => [undefined, 0.5, 0.5, 0]
 * ```
 */
export const maximumDrawdownMeasure: SeriesMeasure<MaximumDrawdownMeasureOptions> = defineSeriesMeasure({
  name,
  measure: 'maximum-drawdown',
  unit: 'fraction',
  schema,
  compute: (returns, settings) => {
    const { window, compounded, peakFrom, peaks, sign } = settings;
    const falls = depthsOf(name, returns, settings);
    const seen = inWindow(returns, window);
    if (falls === undefined || seen === undefined) return undefined;
    return maximumDrawdown(peaks === 'in-window' ? drawdowns(seen, { compounded, peakFrom }) : falls, { sign });
  },
  start: (settings) =>
    settings.peaks === 'in-window' && settings.window !== 'all'
      ? new RunningInWindow(settings, settings.window)
      : new RunningSinceStart(settings),
});
