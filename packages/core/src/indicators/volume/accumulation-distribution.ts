import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFinite, requireFiniteRange } from '../input-checks';
import { closePlace } from '../rolling/close-place';
import { CompensatedSum } from '../rolling/compensated-sum';

type Bar = Omit<PriceBar, 'open'>;

class AccumulationDistribution implements RunningIndicator<Bar, number> {
  readonly warmUp = 1;
  private readonly sum = new CompensatedSum();

  next({ high, low, close, volume }: Bar): number {
    requireFiniteRange('accumulationDistribution', high, low, close);
    requireFinite('accumulationDistribution', 'volume', volume);
    return this.sum.add(closePlace(high, low, close) * volume);
  }
}

/**
 * Accumulation/distribution line: volume, counted up where bars close near the high and down where near the low.
 *
 * `Σ volume · ((close − low) − (high − close)) / (high − low)` from the start; a bar without range adds nothing. Only changes
 * carry meaning, since the level depends on where the series starts.
 *
 * - Warm-up: 1 bar. Units: the base asset.
 * - Cost: O(1); the sum is compensated (Neumaier 1974), so that fractional volumes do not drift.
 * - Source: M. Chaikin, as in S. B. Achelis 2000, "Technical Analysis from A to Z".
 *
 * @throws {DataError} a price or the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link chaikinOscillator}, {@link chaikinMoneyFlow}
 * @example
 * ```ts
 * import { accumulationDistribution } from '@sigmax/core';
 * const line = accumulationDistribution();
 * line.next({ high: 14, low: 10, close: 13, volume: 6 }); // => 3
 * line.next({ high: 14, low: 10, close: 10, volume: 2 }); // => 1
 * ```
 */
export const accumulationDistribution: Indicator<[], Bar, number> = defineIndicator({
  name: 'accumulationDistribution',
  input: 'bar',
  start: () => new AccumulationDistribution(),
});
