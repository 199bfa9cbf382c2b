import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFiniteRange } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

/** Lambert's constant: it puts 70 to 80 % of the values between −100 and 100. */
const scale = 0.015;

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class Cci implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly mean: RollingMean;
  private readonly window: Float64Array;
  private position = 0;

  constructor(period: number) {
    this.warmUp = period;
    this.mean = new RollingMean(period);
    this.window = new Float64Array(period);
  }

  next({ high, low, close }: Range, otherwise?: number): number | undefined {
    requireFiniteRange('cci', high, low, close);
    const { window } = this;
    const price = (high + low + close) / 3;
    window[this.position] = price;
    this.position = this.position + 1 === window.length ? 0 : this.position + 1;
    const mean = this.mean.next(price);
    if (mean === undefined) return otherwise;
    let deviation = 0;
    for (let index = 0; index < window.length; index++) deviation += Math.abs((window[index] as number) - mean);
    return deviation > 0 ? ((price - mean) / deviation) * (window.length / scale) : 0;
  }
}

/**
 * Commodity channel index: how many mean deviations the typical price is away from its average.
 *
 * `(pₜ − sma(p, n)) / (0.015 · D)`, where p is (high + low + close) / 3 and D the mean of |p − sma| over the last
 * `period` bars. Where all typical prices are equal, D is 0 and the result is 0, as in LEAN and TA-Lib.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(period) per bar, the one indicator here that is not O(1): D has no update that is exact and cheaper. A
 *   period of 20 takes 20 additions.
 * - Source: D. R. Lambert 1980, "Commodity Channel Index: Tool for Trading Cyclic Trends".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { cci } from '@sigmax/core';
 * const index = cci(2);
 * index.next({ high: 10, low: 10, close: 10 }); // => undefined
 * index.next({ high: 12, low: 12, close: 12 }); // => 66.66666666666667
 * ```
 */
export const cci: Indicator<[period: number], Range, number> = defineIndicator({
  name: 'cci',
  input: 'bar',
  start: (period: number) => new Cci(checkedPeriod('cci', period)),
});
