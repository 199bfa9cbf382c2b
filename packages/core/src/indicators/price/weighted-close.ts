import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFiniteRange } from '../input-checks';

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class WeightedClose implements RunningIndicator<Range, number> {
  readonly warmUp = 1;

  next({ high, low, close }: Range): number {
    requireFiniteRange('weightedClose', high, low, close);
    return (high + low + 2 * close) / 4;
  }
}

/**
 * Weighted close of a bar: the mean of high, low and close, of which the close counts twice.
 *
 * `(high + low + 2·close) / 4`
 *
 * - Warm-up: 1 bar. Units: those of the price.
 * - Cost: O(1).
 * - Source: S. B. Achelis 2000, "Technical Analysis from A to Z".
 *
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { weightedClose } from '@sigmax/core';
 * weightedClose().next({ high: 14, low: 10, close: 13 }); // => 12.5
 * ```
 */
export const weightedClose: Indicator<[], Range, number> = defineIndicator({
  name: 'weightedClose',
  input: 'bar',
  start: () => new WeightedClose(),
});
