import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { known } from '../known';
import { Gapped } from '../rolling/gapped';
import { RollingMaximum } from '../rolling/rolling-maximum';
import { RollingMean } from '../rolling/rolling-mean';

class RollingUlcerIndex implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly highest: RollingMaximum;
  private readonly squares: Gapped;

  constructor(period: number) {
    this.warmUp = 2 * period - 1;
    this.highest = new RollingMaximum(period);
    this.squares = new Gapped(new RollingMean(period), period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('rollingUlcerIndex', 'price', price);
    const highest = this.highest.next(price);
    if (highest === undefined) return otherwise;
    const depth = (highest - price) / highest;
    // A sum of squares beyond this could overflow.
    const square = this.squares.next(depth <= 1e150 && depth >= 0 ? depth * depth : undefined);
    return square === undefined ? otherwise : known(Math.sqrt(Math.max(0, square)), otherwise);
  }
}

/**
 * Ulcer index over a window: the root mean square of how far prices are below their recent high, as a fraction.
 *
 * `√(Σ d² / n)` over the last n depths `d = (highest − x) / highest`, the highest of the n prices up to each; 0 while prices
 * only rise. `ulcerIndex` of the measures is the same for a whole run, its highs from the start. Martin writes it in
 * percent. `undefined` while a high in the window is not above 0.
 *
 * - Warm-up: `2 · period − 1` prices.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; the sum never drifts.
 * - Source: P. G. Martin, B. McCann 1989, "The Investor's Guide to Fidelity Funds".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { rollingUlcerIndex } from '@sigmax/core';
 * // Depths 0.3 and 0.4.
 * rollingUlcerIndex.batch([100, 70, 42], 2).at(2)?.toFixed(6); // => '0.353553'
 * ```
 */
export const rollingUlcerIndex: Indicator<[period: number], number, number> = defineIndicator({
  name: 'rollingUlcerIndex',
  input: 'number',
  start: (period: number) => new RollingUlcerIndex(checkedPeriod('rollingUlcerIndex', period)),
});
