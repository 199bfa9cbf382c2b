import { naturalLogarithm } from '../../portable-math';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMaximum } from '../rolling/rolling-maximum';

/** Share of the newest place in its average. */
const weight = 0.33;
/** The transform of 1 is infinite. */
const largestPlace = 0.999;

class FisherTransform implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;
  private place = 0;
  private transform = 0;

  constructor(period: number) {
    this.warmUp = period;
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('fisherTransform', 'price', price);
    const highest = this.highest.next(price);
    const lowestNegated = this.lowestNegated.next(-price);
    if (highest === undefined || lowestNegated === undefined) return otherwise;
    const range = highest + lowestNegated;
    const newest = range > 0 ? 2 * ((price + lowestNegated) / range - 0.5) : 0;
    const place = weight * newest + (1 - weight) * this.place;
    this.place = Math.max(-largestPlace, Math.min(largestPlace, place));
    this.transform = 0.5 * naturalLogarithm((1 + this.place) / (1 - this.place)) + 0.5 * this.transform;
    return this.transform;
  }
}

/**
 * Fisher transform: where the price stands in its range, stretched so that extremes stand out and turn sharply.
 *
 * The place `p = 2·((x − lowest) / (highest − lowest) − ½)` over the last `period` prices is averaged,
 * `vₜ = 0.33·p + 0.67·vₜ₋₁`, kept within ±0.999 and transformed: `fₜ = ½·ln((1 + vₜ) / (1 − vₜ)) + ½·fₜ₋₁`; v and f start
 * from 0. Without a range p is 0. Ehlers feeds it (high + low) / 2, for which see {@link medianPrice}.
 *
 * - Warm-up: `period` prices.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; the logarithm has the same bits on every machine.
 * - Source: J. F. Ehlers 2002, "Using The Fisher Transform".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { fisherTransform } from '@sigmax/core';
 * fisherTransform.batch([1, 2], 2).at(1)?.toFixed(6); // => '0.342828'
 * ```
 */
export const fisherTransform: Indicator<[period: number], number, number> = defineIndicator({
  name: 'fisherTransform',
  input: 'number',
  start: (period: number) => new FisherTransform(checkedPeriod('fisherTransform', period)),
});
