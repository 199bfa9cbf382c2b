import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite, requireFiniteRange } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

type Bar = Omit<PriceBar, 'open'>;

class MoneyFlowIndex implements RunningIndicator<Bar, number> {
  readonly warmUp: number;
  private readonly inflow: RollingMean;
  private readonly outflow: RollingMean;
  private previous = 0;
  private hasPrevious = false;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.inflow = new RollingMean(period);
    this.outflow = new RollingMean(period);
  }

  next({ high, low, close, volume }: Bar, otherwise?: number): number | undefined {
    requireFiniteRange('moneyFlowIndex', high, low, close);
    requireFinite('moneyFlowIndex', 'volume', volume);
    const { previous } = this;
    const price = (high + low + close) / 3;
    this.previous = price;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    const inflow = this.inflow.next(price > previous ? price * volume : 0);
    const outflow = this.outflow.next(price < previous ? price * volume : 0);
    if (inflow === undefined || outflow === undefined) return otherwise;
    const total = inflow + outflow;
    return total > 0 ? 100 * Math.max(0, Math.min(1, inflow / total)) : 50;
  }
}

/**
 * Money flow index: the share of turnover in rising bars in that of all moving bars, from 0 to 100.
 *
 * The turnover of a bar, `(high + low + close) / 3 · volume`, counts as inflow where its typical price is above the one
 * before, as outflow where it is below. `100 · Σ inflow / (Σ inflow + Σ outflow)` over the last `period` changes; 50, the
 * middle, where neither has happened.
 *
 * - Warm-up: `period + 1` bars.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; sums never drift.
 * - Source: G. Quong, A. Soudack 1989, "Volume-Weighted RSI: Money Flow".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price or the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { moneyFlowIndex } from '@sigmax/core';
 * const flow = moneyFlowIndex(2);
 * flow.next({ high: 9, low: 9, close: 9, volume: 5 }); // => undefined
 * flow.next({ high: 10, low: 10, close: 10, volume: 6 }); // => undefined
 * flow.next({ high: 5, low: 5, close: 5, volume: 4 }); // => 75
 * ```
 */
export const moneyFlowIndex: Indicator<[period: number], Bar, number> = defineIndicator({
  name: 'moneyFlowIndex',
  input: 'bar',
  start: (period: number) => new MoneyFlowIndex(checkedPeriod('moneyFlowIndex', period)),
});
