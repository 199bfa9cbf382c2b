import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite, requireFiniteRange } from '../input-checks';
import { known } from '../known';
import { closePlace } from '../rolling/close-place';
import { RollingMean } from '../rolling/rolling-mean';

type Bar = Omit<PriceBar, 'open'>;

class ChaikinMoneyFlow implements RunningIndicator<Bar, number> {
  readonly warmUp: number;
  private readonly flow: RollingMean;
  private readonly volume: RollingMean;

  constructor(period: number) {
    this.warmUp = period;
    this.flow = new RollingMean(period);
    this.volume = new RollingMean(period);
  }

  next({ high, low, close, volume }: Bar, otherwise?: number): number | undefined {
    requireFiniteRange('chaikinMoneyFlow', high, low, close);
    requireFinite('chaikinMoneyFlow', 'volume', volume);
    const flow = this.flow.next(closePlace(high, low, close) * volume);
    const mean = this.volume.next(volume);
    return flow === undefined || mean === undefined ? otherwise : known(flow / mean, otherwise);
  }
}

/**
 * Chaikin money flow: the part of the volume that came near the high minus that near the low, from −1 to 1.
 *
 * `Σ volume·place / Σ volume` over the last `period` bars, where place is `((close − low) − (high − close)) / (high − low)`, 0
 * for a bar without range. `undefined` while the window holds no volume.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; sums never drift.
 * - Source: M. Chaikin, as LEAN defines it.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price or the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { chaikinMoneyFlow } from '@sigmax/core';
 * const flow = chaikinMoneyFlow(2);
 * flow.next({ high: 14, low: 10, close: 14, volume: 6 }); // => undefined
 * flow.next({ high: 14, low: 10, close: 10, volume: 2 }); // => 0.5
 * ```
 */
export const chaikinMoneyFlow: Indicator<[period: number], Bar, number> = defineIndicator({
  name: 'chaikinMoneyFlow',
  input: 'bar',
  start: (period: number) => new ChaikinMoneyFlow(checkedPeriod('chaikinMoneyFlow', period)),
});
