import { defineIndicator, type Indicator, type NumberPair, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { known } from '../known';
import { RollingComoments } from '../rolling/rolling-comoments';

class RollingBeta implements RunningIndicator<NumberPair, number> {
  readonly warmUp: number;
  private readonly moments: RollingComoments;

  constructor(period: number) {
    this.warmUp = period;
    this.moments = new RollingComoments(period);
  }

  next({ x, y }: NumberPair, otherwise?: number): number | undefined {
    requireFinite('rollingBeta', 'x', x);
    requireFinite('rollingBeta', 'y', y);
    const { moments } = this;
    return moments.add(x, y) ? known(moments.covariance / moments.varianceX, otherwise) : otherwise;
  }
}

/**
 * Beta of y on x over the last `period` pairs: how much y moves when x moves by 1, the slope of their least-squares line.
 *
 * `Σ (x − x̄)(y − ȳ) / Σ (x − x̄)²`. `undefined` where x does not change. Give it returns, x those of the market or of the other
 * leg of a pair; TA-Lib's `BETA` takes prices and makes the returns itself.
 *
 * - Warm-up: `period` pairs.
 * - Cost: O(1) amortised and 7 · `period` numbers of memory; sums never drift.
 * - Source: W. F. Sharpe 1964, "Capital Asset Prices".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 2 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`), or the two columns of `batch`
 * have different lengths (`COLUMN_LENGTHS`).
 * @see {@link rollingCovariance}, {@link rollingCorrelation}
 * @example
 * ```ts
 * import { rollingBeta } from '@sigmax/core';
 * rollingBeta.batch({ x: [1, 3], y: [2, 8] }, 2).at(1); // => 3
 * ```
 */
export const rollingBeta: Indicator<[period: number], NumberPair, number> = defineIndicator({
  name: 'rollingBeta',
  input: 'pair',
  start: (period: number) => new RollingBeta(checkedPeriod('rollingBeta', period, 2)),
});
