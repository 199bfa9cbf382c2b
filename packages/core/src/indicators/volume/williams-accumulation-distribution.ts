import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFiniteRange } from '../input-checks';
import { CompensatedSum } from '../rolling/compensated-sum';

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class WilliamsAccumulationDistribution implements RunningIndicator<Range, number> {
  readonly warmUp = 2;
  private readonly sum = new CompensatedSum();
  private previousClose = 0;
  private hasPrevious = false;

  next({ high, low, close }: Range, otherwise?: number): number | undefined {
    requireFiniteRange('williamsAccumulationDistribution', high, low, close);
    const { previousClose } = this;
    this.previousClose = close;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    if (close > previousClose) return this.sum.add(close - Math.min(previousClose, low));
    return this.sum.add(close < previousClose ? close - Math.max(previousClose, high) : 0);
  }
}

/**
 * Williams' accumulation/distribution: how far rising closes are above their true low and falling ones below their true
 * high, summed from the start.
 *
 * A rise adds `close − min(low, previous close)`, a fall `close − max(high, previous close)`, which is below 0. It reads no
 * volume. Only changes carry meaning, since the level depends on where the series starts.
 *
 * - Warm-up: 2 bars. Units: those of the price.
 * - Cost: O(1); the sum is compensated (Neumaier 1974), so that it does not drift.
 * - Source: L. R. Williams, as in S. B. Achelis 2000, "Technical Analysis from A to Z".
 *
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { williamsAccumulationDistribution } from '@sigmax/core';
 * const line = williamsAccumulationDistribution();
 * line.next({ high: 12, low: 10, close: 11 }); // => undefined
 * line.next({ high: 15, low: 12, close: 14 }); // => 3
 * line.next({ high: 15, low: 12, close: 13 }); // => 1
 * ```
 */
export const williamsAccumulationDistribution: Indicator<[], Range, number> = defineIndicator({
  name: 'williamsAccumulationDistribution',
  input: 'bar',
  start: () => new WilliamsAccumulationDistribution(),
});
