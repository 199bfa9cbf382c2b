import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFinite } from '../input-checks';

type Range = Pick<PriceBar, 'high' | 'low'>;

class MedianPrice implements RunningIndicator<Range, number> {
  readonly warmUp = 1;

  next({ high, low }: Range): number {
    requireFinite('medianPrice', 'high', high);
    requireFinite('medianPrice', 'low', low);
    return (high + low) / 2;
  }
}

/**
 * Median price of a bar: the middle of its range.
 *
 * `(high + low) / 2`
 *
 * - Warm-up: 1 bar. Units: those of the price.
 * - Cost: O(1).
 * - Source: S. B. Achelis 2000, "Technical Analysis from A to Z".
 *
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { medianPrice } from '@sigmax/core';
 * medianPrice().next({ high: 14, low: 10 }); // => 12
 * ```
 */
export const medianPrice: Indicator<[], Range, number> = defineIndicator({
  name: 'medianPrice',
  input: 'bar',
  start: () => new MedianPrice(),
});
