import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { known } from '../known';
import { ExponentialChain } from '../rolling/exponential-chain';

class Trix implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly chain: ExponentialChain;
  private previous: number | undefined;

  constructor(period: number) {
    this.warmUp = 3 * period - 1;
    this.chain = new ExponentialChain(3, period);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('trix', 'price', price);
    if (!this.chain.add(price)) return otherwise;
    const { previous } = this;
    const mean = this.chain.means[2] as number;
    this.previous = mean;
    return previous === undefined ? otherwise : known((mean - previous) / previous, otherwise);
  }
}

/**
 * TRIX: by what fraction an exponential average of an exponential average of an exponential average has changed.
 *
 * `e₃ₜ / e₃ₜ₋₁ − 1`, each average started from the mean of its first `period` inputs; a fraction as all rates here, of which
 * TA-Lib and LEAN print 100 times as much. `undefined` where the old average is 0.
 *
 * - Warm-up: `3 · period − 1` prices.
 * - Cost: O(1).
 * - Source: J. K. Hutson 1983, "Good TRIX".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { trix } from '@sigmax/core';
 * trix.batch([100, 101], 1).at(1); // => 0.01
 * ```
 */
export const trix: Indicator<[period: number], number, number> = defineIndicator({
  name: 'trix',
  input: 'number',
  start: (period: number) => new Trix(checkedPeriod('trix', period)),
});
