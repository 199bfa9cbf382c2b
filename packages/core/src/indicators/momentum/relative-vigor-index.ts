import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite, requireFiniteRange } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

export interface RelativeVigorIndexValue {
  /** How much of the range the bars have gone from open to close, from −1 to 1. */
  readonly value: number;
  /** Average of `value` over four bars with weights 1, 2, 2, 1. */
  readonly signal: number;
}

type Prices = Omit<PriceBar, 'volume'>;

/** Average of the last four numbers with weights 1, 2, 2, 1. */
class SymmetricMean {
  private first = 0;
  private second = 0;
  private third = 0;
  private count = 0;

  next(value: number): number | undefined {
    const sum = value + 2 * this.third + 2 * this.second + this.first;
    this.first = this.second;
    this.second = this.third;
    this.third = value;
    if (this.count < 4) this.count += 1;
    return this.count < 4 ? undefined : sum / 6;
  }
}

class RelativeVigorIndex implements RunningIndicator<Prices, RelativeVigorIndexValue> {
  readonly warmUp: number;
  private readonly move = new SymmetricMean();
  private readonly range = new SymmetricMean();
  private readonly signal = new SymmetricMean();
  private readonly moves: RollingMean;
  private readonly ranges: RollingMean;

  constructor(period: number) {
    this.warmUp = period + 6;
    this.moves = new RollingMean(period);
    this.ranges = new RollingMean(period);
  }

  next({ open, high, low, close }: Prices): RelativeVigorIndexValue | undefined {
    requireFinite('relativeVigorIndex', 'open', open);
    requireFiniteRange('relativeVigorIndex', high, low, close);
    const move = this.move.next(close - open);
    const range = this.range.next(high - low);
    if (move === undefined || range === undefined) return undefined;
    const meanMove = this.moves.next(move);
    const meanRange = this.ranges.next(range);
    if (meanMove === undefined || meanRange === undefined) return undefined;
    const value = meanRange > 0 ? Math.max(-1, Math.min(1, meanMove / meanRange)) : 0;
    const signal = this.signal.next(value);
    return signal === undefined ? undefined : { value, signal };
  }
}

/**
 * Relative vigor index: how much of their range bars go from open to close, upwards above 0 and downwards below.
 *
 * Moves `close − open` and ranges `high − low` are averaged over four bars with weights 1, 2, 2, 1 and then over `period`
 * bars; `value` is their quotient, `signal` its average with the same four weights. 0 without any range.
 *
 * - Warm-up: `period + 6` bars; both outputs start together.
 * - Cost: O(1) amortised, one object per bar.
 * - Source: J. F. Ehlers 2002, "Relative Vigor Index".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { relativeVigorIndex } from '@sigmax/core';
 * const index = relativeVigorIndex(1);
 * index.warmUp; // => 7
 * const rising = { open: 10, high: 12, low: 8, close: 12 };
 * Array.from({ length: 7 }, () => index.next(rising)).at(-1); // => { value: 0.5, signal: 0.5 }
 * ```
 */
export const relativeVigorIndex: Indicator<[period: number], Prices, RelativeVigorIndexValue> = defineIndicator({
  name: 'relativeVigorIndex',
  input: 'bar',
  outputs: ['value', 'signal'],
  start: (period: number) => new RelativeVigorIndex(checkedPeriod('relativeVigorIndex', period)),
});
