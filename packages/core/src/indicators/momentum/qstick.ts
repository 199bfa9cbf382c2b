import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

type OpenClose = Pick<PriceBar, 'open' | 'close'>;

class Qstick implements RunningIndicator<OpenClose, number> {
  readonly warmUp: number;
  private readonly mean: RollingMean;

  constructor(period: number) {
    this.warmUp = period;
    this.mean = new RollingMean(period);
  }

  next({ open, close }: OpenClose, otherwise?: number): number | undefined {
    requireFinite('qstick', 'open', open);
    requireFinite('qstick', 'close', close);
    return this.mean.next(close - open, otherwise);
  }
}

/**
 * Qstick: how far bars go from open to close on average, in the unit of the prices.
 *
 * `sma(close − open, n)`
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1) amortised and `period` numbers of memory; the sum never drifts.
 * - Source: T. S. Chande, S. Kroll 1994, "The New Technical Trader".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} open or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { qstick } from '@sigmax/core';
 * const average = qstick(2);
 * average.next({ open: 10, close: 13 }); // => undefined
 * average.next({ open: 13, close: 12 }); // => 1
 * ```
 */
export const qstick: Indicator<[period: number], OpenClose, number> = defineIndicator({
  name: 'qstick',
  input: 'bar',
  start: (period: number) => new Qstick(checkedPeriod('qstick', period)),
});
