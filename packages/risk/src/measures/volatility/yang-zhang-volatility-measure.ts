import { annualVolatility } from '@sigmax/core';
import type { z } from 'zod';
import { defineBarMeasure, type RunningBarFigure } from '../definition/define-bar-measure';
import { windowWarmUp } from '../definition/in-window';
import type { BarMeasure } from '../definition/measured';
import { momentsFold, takeNumber } from '../kernels/moments-fold';
import { RunningFold } from '../kernels/running-fold';
import { sumAt, sumsFold } from '../kernels/sums-fold';
import { type RangeVolatilityOptions, rangeSchema } from './range-volatility';
import { rogersSatchellVariance } from './rogers-satchell-volatility-measure';

/** The weight of the move from open to close that gives the estimate its smallest variance. */
const weightOf = (count: number): number => 0.34 / (1.34 + (count + 1) / (count - 1));

const volatilityOf = (jumps: number, moves: number, inside: number, count: number, periodsPerYear: number): number => {
  const weight = weightOf(count);
  return Math.sqrt((jumps + weight * moves + (1 - weight) * Math.max(inside, 0)) * periodsPerYear);
};

const sampleVariance = (values: ArrayLike<number>): number =>
  (annualVolatility(values, { periodsPerYear: 1, ddof: 1 }) as number) ** 2;

class RunningYangZhang implements RunningBarFigure {
  readonly warmUp: number;
  private readonly periodsPerYear: number;
  private readonly jumps: RunningFold;
  private readonly moves: RunningFold;
  private readonly inside: RunningFold;
  private previousClose = 0;

  constructor({ window, periodsPerYear }: z.output<typeof rangeSchema>) {
    this.warmUp = windowWarmUp(window, 2) + 1;
    this.periodsPerYear = periodsPerYear;
    this.jumps = new RunningFold(momentsFold, window);
    this.moves = new RunningFold(momentsFold, window);
    this.inside = new RunningFold(sumsFold(1), window);
  }

  next(open: number, high: number, low: number, close: number): number | undefined {
    const { previousClose, jumps, moves, inside } = this;
    this.previousClose = close;
    if (previousClose === 0) return undefined;
    takeNumber(jumps.input, Math.log(open / previousClose));
    takeNumber(moves.input, Math.log(close / open));
    inside.input[0] = rogersSatchellVariance(open, high, low, close);
    moves.push();
    inside.push();
    if (!jumps.push()) return undefined;
    const count = jumps.summary[0] as number;
    if (count < 2) return undefined;
    return volatilityOf(
      (jumps.summary[2] as number) / (count - 1),
      (moves.summary[2] as number) / (count - 1),
      sumAt(inside.summary, 0) / count,
      count,
      this.periodsPerYear,
    );
  }
}

/**
 * Yang and Zhang's volatility: √(σ²(ln(Oᵢ / Cᵢ₋₁)) + k σ²(ln(Cᵢ / Oᵢ)) + (1 − k) RS) · √periodsPerYear with sample variances
 * (ddof 1), the mean RS of the Rogers–Satchell terms and k = 0.34 / (1.34 + (n + 1) / (n − 1)).
 *
 * It counts jumps between bars, and a drift does not bias it. Where the open is the previous close, as on a market that
 * never closes, the first term is 0. The window counts bars that have a bar before them, so n + 1 bars are needed.
 *
 * - Units: fraction a year. `undefined` for fewer than 3 bars and before a window is full.
 * - State of the running form: `3 · window` summaries. Cost: O(1) amortised.
 *
 * Source: D. Yang and Q. Zhang 2000, "Drift-independent volatility estimation based on high, low, open, and close prices".
 *
 * @throws {DataError} a bar has prices that no bar can have.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { yangZhangVolatilityMeasure } from '@sigmax/risk';
 * const running = yangZhangVolatilityMeasure({ window: 2, periodsPerYear: 365 });
 * running.next({ open: 99, high: 101, low: 98, close: 100 }); // => undefined
 * running.next({ open: 100, high: 104, low: 98, close: 101 }); // => undefined
 * running.next({ open: 102, high: 103, low: 99, close: 100 })?.toFixed(4); // => '0.6518'
 * ```
 */
export const yangZhangVolatilityMeasure: BarMeasure<RangeVolatilityOptions> = defineBarMeasure({
  name: 'yangZhangVolatilityMeasure',
  measure: 'yang-zhang-volatility',
  unit: 'fraction per year',
  schema: rangeSchema,
  fixed: { ddof: 1 },
  compute: ({ open, high, low, close, length }, { window, periodsPerYear }) => {
    const count = window === 'all' ? length - 1 : window;
    if (count < 2 || count > length - 1) return undefined;
    const jumps = new Float64Array(count);
    const moves = new Float64Array(count);
    let inside = 0;
    for (let index = 0; index < count; index++) {
      const at = length - count + index;
      const [o, h, l, c] = [open[at] as number, high[at] as number, low[at] as number, close[at] as number];
      jumps[index] = Math.log(o / (close[at - 1] as number));
      moves[index] = Math.log(c / o);
      inside += rogersSatchellVariance(o, h, l, c);
    }
    return volatilityOf(sampleVariance(jumps), sampleVariance(moves), inside / count, count, periodsPerYear);
  },
  start: (settings) => new RunningYangZhang(settings),
});
