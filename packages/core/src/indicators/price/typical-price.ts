import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFiniteRange } from '../input-checks';

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class TypicalPrice implements RunningIndicator<Range, number> {
  readonly warmUp = 1;

  next({ high, low, close }: Range): number {
    requireFiniteRange('typicalPrice', high, low, close);
    return (high + low + close) / 3;
  }
}

/**
 * Typical price of a bar: the mean of high, low and close.
 *
 * `(high + low + close) / 3`
 *
 * - Warm-up: 1 bar. Units: those of the price.
 * - Cost: O(1).
 * - Source: S. B. Achelis 2000, "Technical Analysis from A to Z".
 *
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { typicalPrice } from '@sigmax/core';
 * typicalPrice().next({ high: 14, low: 10, close: 12 }); // => 12
 * ```
 */
export const typicalPrice: Indicator<[], Range, number> = defineIndicator({
  name: 'typicalPrice',
  input: 'bar',
  start: () => new TypicalPrice(),
});
