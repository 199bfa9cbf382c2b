import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFinite, requireFiniteRange } from '../input-checks';

type Prices = Omit<PriceBar, 'volume'>;

class BalanceOfPower implements RunningIndicator<Prices, number> {
  readonly warmUp = 1;

  next({ open, high, low, close }: Prices): number {
    requireFinite('balanceOfPower', 'open', open);
    requireFiniteRange('balanceOfPower', high, low, close);
    const range = high - low;
    return range > 0 ? Math.max(-1, Math.min(1, (close - open) / range)) : 0;
  }
}

/**
 * Balance of power: how much of its range a bar has gone from open to close, from −1 to 1.
 *
 * `(close − open) / (high − low)`, 0 for a bar without a range. It is often smoothed with {@link sma} over 14 bars.
 *
 * - Warm-up: 1 bar.
 * - Cost: O(1).
 * - Source: I. Livshin 2001, "Balance of Power".
 *
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { balanceOfPower } from '@sigmax/core';
 * balanceOfPower().next({ open: 10, high: 13, low: 9, close: 12 }); // => 0.5
 * ```
 */
export const balanceOfPower: Indicator<[], Prices, number> = defineIndicator({
  name: 'balanceOfPower',
  input: 'bar',
  start: () => new BalanceOfPower(),
});
