import {
  type BarColumns,
  defineIndicator,
  type Indicator,
  type PriceBar,
  type RunningIndicator,
} from '../define-indicator';
import { checkedPeriod, requireFiniteRange } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';
import { TrueRange } from '../rolling/true-range';

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class Atr implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly trueRange = new TrueRange();
  private readonly mean: ExponentialMean;

  constructor(period: number) {
    this.warmUp = period;
    this.mean = new ExponentialMean(period, 1 / period);
  }

  next({ high, low, close }: Range, otherwise?: number): number | undefined {
    requireFiniteRange('atr', high, low, close);
    return this.mean.next(this.trueRange.next(high, low, close), otherwise);
  }

  /** See `IndicatorDefinition`. */
  fill({ high, low, close, length }: BarColumns, means: Float64Array): void {
    let previous = close[0] as number;
    means[0] = (high[0] as number) - (low[0] as number);
    for (let index = 1; index < length; index++) {
      const top = high[index] as number;
      const bottom = low[index] as number;
      means[index] = Math.max(top - bottom, Math.abs(top - previous), Math.abs(bottom - previous));
      previous = close[index] as number;
    }
    this.mean.fill(means, means);
    means.fill(0, 0, this.warmUp - 1);
  }
}

/**
 * Average true range: how far the price moves per bar, gaps included, in the unit of the price.
 *
 * The true range is the largest of high − low, |high − previous close| and |low − previous close|. It is averaged with
 * Wilder's smoothing `aₜ = aₜ₋₁ + (TRₜ − aₜ₋₁) / n`, started from the mean of the first `period` ranges. The first bar
 * counts with high − low, as in LEAN; TA-Lib leaves it out and starts one bar later.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1).
 * - Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { atr } from '@sigmax/core';
 * const range = atr(2);
 * range.next({ high: 12, low: 10, close: 11 }); // => undefined
 * range.next({ high: 16, low: 13, close: 15 }); // => 3.5
 * ```
 */
export const atr: Indicator<[period: number], Range, number> = defineIndicator({
  name: 'atr',
  input: 'bar',
  start: (period: number) => new Atr(checkedPeriod('atr', period)),
  fill: (bars, [means], period) => new Atr(period).fill(bars, means as Float64Array),
});
