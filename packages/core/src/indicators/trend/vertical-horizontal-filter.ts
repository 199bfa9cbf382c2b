import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { known } from '../known';
import { RollingMaximum } from '../rolling/rolling-maximum';
import { RollingMean } from '../rolling/rolling-mean';

class VerticalHorizontalFilter implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly period: number;
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;
  private readonly steps: RollingMean;
  private previous = 0;
  private hasPrevious = false;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.period = period;
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
    this.steps = new RollingMean(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('verticalHorizontalFilter', 'price', price);
    const step = Math.abs(price - this.previous);
    this.previous = price;
    const highest = this.highest.next(price);
    const lowestNegated = this.lowestNegated.next(-price);
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    const mean = this.steps.next(step);
    if (mean === undefined || highest === undefined || lowestNegated === undefined) return otherwise;
    return known((highest + lowestNegated) / (this.period * mean), otherwise);
  }
}

/**
 * Vertical horizontal filter: the range of the prices over the way that they went, high in a trend, low without one.
 *
 * `(highest − lowest) / Σ |xᵢ − xᵢ₋₁|`, the range over the last `period` prices and the sum over `period` changes.
 * `undefined` where nothing has changed.
 *
 * - Warm-up: `period + 1` prices.
 * - Cost: O(1) amortised and 3 · `period` numbers of memory; the sum never drifts.
 * - Source: A. White 1991, "The Vertical Horizontal Filter".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { verticalHorizontalFilter } from '@sigmax/core';
 * verticalHorizontalFilter.batch([1, 2, 4, 3], 3).at(3); // => 0.5
 * ```
 */
export const verticalHorizontalFilter: Indicator<[period: number], number, number> = defineIndicator({
  name: 'verticalHorizontalFilter',
  input: 'number',
  start: (period: number) => new VerticalHorizontalFilter(checkedPeriod('verticalHorizontalFilter', period)),
});
