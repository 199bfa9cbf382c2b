import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFiniteRange } from '../input-checks';
import { TrueRange } from '../rolling/true-range';

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class RunningTrueRange implements RunningIndicator<Range, number> {
  readonly warmUp = 1;
  private readonly range = new TrueRange();

  next({ high, low, close }: Range): number {
    requireFiniteRange('trueRange', high, low, close);
    return this.range.next(high, low, close);
  }
}

/**
 * True range: how far the price has moved during a bar, the gap from the close before it included.
 *
 * The largest of high − low, |high − previous close| and |low − previous close|. The first bar counts with high − low, as
 * in {@link atr}; TA-Lib leaves it out.
 *
 * - Warm-up: 1 bar. Units: those of the price.
 * - Cost: O(1).
 * - Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems".
 *
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { trueRange } from '@sigmax/core';
 * const range = trueRange();
 * range.next({ high: 12, low: 10, close: 11 }); // => 2
 * range.next({ high: 16, low: 13, close: 15 }); // => 5
 * ```
 */
export const trueRange: Indicator<[], Range, number> = defineIndicator({
  name: 'trueRange',
  input: 'bar',
  start: () => new RunningTrueRange(),
});
