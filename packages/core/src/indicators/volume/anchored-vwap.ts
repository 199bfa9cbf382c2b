import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFinite, requireFiniteRange } from '../input-checks';
import { known } from '../known';
import { CompensatedSum } from '../rolling/compensated-sum';

class AnchoredVwap implements RunningIndicator<PriceBar, number> {
  readonly warmUp = 1;
  private readonly turnover = new CompensatedSum();
  private readonly volume = new CompensatedSum();

  next({ open, high, low, close, volume }: PriceBar, otherwise?: number): number | undefined {
    requireFinite('anchoredVwap', 'open', open);
    requireFiniteRange('anchoredVwap', high, low, close);
    requireFinite('anchoredVwap', 'volume', volume);
    const turnover = this.turnover.add(((open + high + low + close) / 4) * volume);
    return known(turnover / this.volume.add(volume), otherwise);
  }
}

/**
 * Anchored volume-weighted average price: what a unit has cost on average since the first bar that it was given.
 *
 * `Σ p·volume / Σ volume` from the start, where p is (open + high + low + close) / 4 as in {@link vwap}. Start one at the event
 * that it is to be anchored at. `undefined` until there has been volume.
 *
 * - Warm-up: 1 bar.
 * - Cost: O(1); the sums are compensated (Neumaier 1974), so that they do not drift.
 * - Source: B. Shannon 2008, "Technical Analysis Using Multiple Timeframes".
 *
 * @throws {DataError} a price or the volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @see {@link sessionVwap}
 * @example
 * ```ts
 * import { anchoredVwap } from '@sigmax/core';
 * const average = anchoredVwap();
 * average.next({ open: 10, high: 10, low: 10, close: 10, volume: 3 }); // => 10
 * average.next({ open: 18, high: 18, low: 18, close: 18, volume: 1 }); // => 12
 * ```
 */
export const anchoredVwap: Indicator<[], PriceBar, number> = defineIndicator({
  name: 'anchoredVwap',
  input: 'bar',
  start: () => new AnchoredVwap(),
});
