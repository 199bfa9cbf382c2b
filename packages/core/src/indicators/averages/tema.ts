import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { ExponentialChain } from '../rolling/exponential-chain';

class Tema implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly chain: ExponentialChain;

  constructor(period: number) {
    this.warmUp = 3 * period - 2;
    this.chain = new ExponentialChain(3, period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('tema', 'price', price);
    const { chain } = this;
    if (!chain.add(price)) return otherwise;
    const [first, second, third] = chain.means as unknown as [number, number, number];
    return 3 * (first - second) + third;
  }
}

/**
 * Triple exponential moving average: three exponential averages, combined so that lags cancel.
 *
 * `3·e₁ − 3·e₂ + e₃`, where each e is the exponential average of the one before it, started from the mean of its first
 * `period` inputs, as in TA-Lib and LEAN.
 *
 * - Warm-up: `3 · period − 2` prices.
 * - Cost: O(1).
 * - Source: P. G. Mulloy 1994, "Smoothing Data with Less Lag".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { tema } from '@sigmax/core';
 * // A straight line is followed without lag.
 * tema.batch([1, 2, 3, 4], 2).at(3); // => 4
 * ```
 */
export const tema: Indicator<[period: number], number, number> = defineIndicator({
  name: 'tema',
  input: 'number',
  start: (period: number) => new Tema(checkedPeriod('tema', period)),
});
