import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFiniteRange } from '../input-checks';
import { known } from '../known';
import { RollingMean } from '../rolling/rolling-mean';
import { TrueRange } from '../rolling/true-range';

export interface VortexValue {
  /** Upward movement over the range; above `minus` in an up trend. */
  readonly plus: number;
  /** Downward movement over the range. */
  readonly minus: number;
}

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class Vortex implements RunningIndicator<Range, VortexValue> {
  readonly warmUp: number;
  private readonly trueRange = new TrueRange();
  private readonly plus: RollingMean;
  private readonly minus: RollingMean;
  private readonly range: RollingMean;
  private previousHigh = 0;
  private previousLow = 0;
  private hasPrevious = false;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.plus = new RollingMean(period);
    this.minus = new RollingMean(period);
    this.range = new RollingMean(period);
  }

  next({ high, low, close }: Range): VortexValue | undefined {
    requireFiniteRange('vortex', high, low, close);
    const { previousHigh, previousLow } = this;
    this.previousHigh = high;
    this.previousLow = low;
    const trueRange = this.trueRange.next(high, low, close);
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return undefined;
    }
    const meanPlus = this.plus.next(Math.abs(high - previousLow));
    const meanMinus = this.minus.next(Math.abs(low - previousHigh));
    const range = this.range.next(trueRange);
    if (meanPlus === undefined || meanMinus === undefined || range === undefined) return undefined;
    const plus = known(meanPlus / range);
    const minus = known(meanMinus / range);
    return plus === undefined || minus === undefined ? undefined : { plus, minus };
  }
}

/**
 * Vortex indicator: how far highs rise above the low before, and lows fall below the high before, over the range.
 *
 * `plus = Σ |highₜ − lowₜ₋₁| / Σ TR`, `minus = Σ |lowₜ − highₜ₋₁| / Σ TR` over the last `period` movements. `undefined` where
 * the bars have no range.
 *
 * - Warm-up: `period + 1` bars; both outputs start together.
 * - Cost: O(1) amortised, one object per bar.
 * - Source: E. Botes, D. Siepman 2010, "The Vortex Indicator".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { vortex } from '@sigmax/core';
 * const lines = vortex(1);
 * lines.next({ high: 12, low: 10, close: 11 }); // => undefined
 * lines.next({ high: 15, low: 11, close: 14 }); // => { plus: 1.25, minus: 0.25 }
 * ```
 */
export const vortex: Indicator<[period: number], Range, VortexValue> = defineIndicator({
  name: 'vortex',
  input: 'bar',
  outputs: ['plus', 'minus'],
  start: (period: number) => new Vortex(checkedPeriod('vortex', period)),
});
