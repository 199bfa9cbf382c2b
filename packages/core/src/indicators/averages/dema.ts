import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { ExponentialChain } from '../rolling/exponential-chain';

class Dema implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly chain: ExponentialChain;

  constructor(period: number) {
    this.warmUp = 2 * period - 1;
    this.chain = new ExponentialChain(2, period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('dema', 'price', price);
    const { chain } = this;
    if (!chain.add(price)) return otherwise;
    const [first, second] = chain.means as unknown as [number, number];
    return 2 * first - second;
  }
}

/**
 * Double exponential moving average: an exponential average that gives back the lag which a second one shows.
 *
 * `2·e₁ − e₂` with `e₁ = ema(x, n)` and `e₂ = ema(e₁, n)`, each started from the mean of its first `period` inputs, as in
 * TA-Lib and LEAN.
 *
 * - Warm-up: `2 · period − 1` prices.
 * - Cost: O(1).
 * - Source: P. G. Mulloy 1994, "Smoothing Data with Faster Moving Averages".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { dema } from '@sigmax/core';
 * // A straight line is followed without lag.
 * dema.batch([1, 2, 3, 4, 5], 2).at(4); // => 5
 * ```
 */
export const dema: Indicator<[period: number], number, number> = defineIndicator({
  name: 'dema',
  input: 'number',
  start: (period: number) => new Dema(checkedPeriod('dema', period)),
});
