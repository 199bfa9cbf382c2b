import { defineIndicator, type Indicator, type NumberPair, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingComoments } from '../rolling/rolling-comoments';

class RollingCorrelation implements RunningIndicator<NumberPair, number> {
  readonly warmUp: number;
  private readonly moments: RollingComoments;

  constructor(period: number) {
    this.warmUp = period;
    this.moments = new RollingComoments(period);
  }

  next({ x, y }: NumberPair, otherwise?: number): number | undefined {
    requireFinite('rollingCorrelation', 'x', x);
    requireFinite('rollingCorrelation', 'y', y);
    const { moments } = this;
    if (!moments.add(x, y)) return otherwise;
    const correlation = moments.covariance / (Math.sqrt(moments.varianceX) * Math.sqrt(moments.varianceY));
    return Number.isFinite(correlation) ? Math.max(-1, Math.min(1, correlation)) : otherwise;
  }
}

/**
 * Pearson's correlation of the last `period` pairs of numbers, from −1 to 1.
 *
 * `Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²)`. `undefined` where one of the two does not change. Give it returns, not
 * prices, to compare instruments: prices that trend correlate whatever they are.
 *
 * - Warm-up: `period` pairs.
 * - Cost: O(1) amortised and 7 · `period` numbers of memory; sums never drift.
 * - Source: K. Pearson 1895, "Notes on Regression and Inheritance in the Case of Two Parents".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 2 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`), or the two columns of `batch`
 * have different lengths (`COLUMN_LENGTHS`).
 * @see {@link rollingCovariance}, {@link rollingBeta}
 * @example
 * ```ts
 * import { rollingCorrelation } from '@sigmax/core';
 * const correlation = rollingCorrelation(2);
 * correlation.next({ x: 1, y: 8 }); // => undefined
 * correlation.next({ x: 2, y: 4 }); // => -1
 * correlation.next({ x: 2, y: 5 }); // => undefined
 * ```
 */
export const rollingCorrelation: Indicator<[period: number], NumberPair, number> = defineIndicator({
  name: 'rollingCorrelation',
  input: 'pair',
  start: (period: number) => new RollingCorrelation(checkedPeriod('rollingCorrelation', period, 2)),
});
