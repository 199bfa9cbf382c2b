import { naturalLogarithm } from '../../portable-math';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFiniteRange } from '../input-checks';
import { RollingMaximum } from '../rolling/rolling-maximum';
import { RollingMean } from '../rolling/rolling-mean';
import { TrueRange } from '../rolling/true-range';

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class ChoppinessIndex implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly period: number;
  private readonly trueRange = new TrueRange();
  private readonly ranges: RollingMean;
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;

  constructor(period: number) {
    this.warmUp = period;
    this.period = period;
    this.ranges = new RollingMean(period);
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
  }

  next({ high, low, close }: Range, otherwise?: number): number | undefined {
    requireFiniteRange('choppinessIndex', high, low, close);
    const range = this.ranges.next(this.trueRange.next(high, low, close));
    const highest = this.highest.next(high);
    const lowestNegated = this.lowestNegated.next(-low);
    if (range === undefined || highest === undefined || lowestNegated === undefined) return otherwise;
    const ratio = (this.period * range) / (highest + lowestNegated);
    // The logarithm is made for normal numbers above 0.
    if (!(ratio > 1e-300 && ratio < Infinity)) return otherwise;
    return (100 * naturalLogarithm(ratio)) / naturalLogarithm(this.period);
  }
}

/**
 * Choppiness index: near 100 where the price goes to and fro, low where it goes one way.
 *
 * `100 · log(Σ TR / (highest high − lowest low)) / log(n)` over the last `period` bars, with the true range TR as in
 * {@link atr}. `undefined` where the bars have no range.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1) amortised and 3 · `period` numbers of memory; the logarithm has the same bits on every machine.
 * - Source: E. W. Dreiss 1993, "Choppiness Index".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 2 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { choppinessIndex } from '@sigmax/core';
 * const index = choppinessIndex(2);
 * index.next({ high: 12, low: 10, close: 11 }); // => undefined
 * index.next({ high: 12, low: 10, close: 11 }); // => 100
 * ```
 */
export const choppinessIndex: Indicator<[period: number], Range, number> = defineIndicator({
  name: 'choppinessIndex',
  input: 'bar',
  start: (period: number) => new ChoppinessIndex(checkedPeriod('choppinessIndex', period, 2)),
});
