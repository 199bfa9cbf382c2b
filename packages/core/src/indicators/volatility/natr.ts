import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFiniteRange } from '../input-checks';
import { known } from '../known';
import { ExponentialMean } from '../rolling/exponential-mean';
import { TrueRange } from '../rolling/true-range';

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class Natr implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly trueRange = new TrueRange();
  private readonly mean: ExponentialMean;

  constructor(period: number) {
    this.warmUp = period;
    this.mean = new ExponentialMean(period, 1 / period);
  }

  next({ high, low, close }: Range, otherwise?: number): number | undefined {
    requireFiniteRange('natr', high, low, close);
    const range = this.mean.next(this.trueRange.next(high, low, close));
    return range === undefined ? otherwise : known(range / close, otherwise);
  }
}

/**
 * Normalised average true range: how far the price moves per bar as a fraction of the close.
 *
 * `atr / close`, with {@link atr} as it is here; TA-Lib's `NATR` is 100 times as large and starts one bar later.
 * `undefined` where the close is 0.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1).
 * - Source: J. Forman 2006, "Cross-Market Evaluations with Normalized Average True Range".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { natr } from '@sigmax/core';
 * natr(1).next({ high: 12, low: 7, close: 10 }); // => 0.5
 * ```
 */
export const natr: Indicator<[period: number], Range, number> = defineIndicator({
  name: 'natr',
  input: 'bar',
  start: (period: number) => new Natr(checkedPeriod('natr', period)),
});
