import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingRamp } from '../rolling/rolling-ramp';

export interface LinearRegressionValue {
  /** The line at the newest number. */
  readonly value: number;
  /** Rise of the line per number. */
  readonly slope: number;
}

class LinearRegression implements RunningIndicator<number, LinearRegressionValue> {
  readonly warmUp: number;
  private readonly period: number;
  private readonly window: RollingRamp;

  constructor(period: number) {
    this.warmUp = period;
    this.period = period;
    this.window = new RollingRamp(period);
  }

  next(value: number): LinearRegressionValue | undefined {
    requireFinite('linearRegression', 'value', value);
    const { window, period } = this;
    if (!window.add(value)) return undefined;
    const slope = (12 * window.ramp - 6 * (period + 1) * window.sum) / (period * (period * period - 1));
    return { value: window.origin + (window.sum / period + (slope * (period - 1)) / 2), slope };
  }
}

/**
 * Least-squares line through the last `period` numbers, one step apart: its newest point and its slope.
 *
 * `slope = Σ (k − k̄)(x − x̄) / Σ (k − k̄)²` over k = 1 … n, and `value = x̄ + slope · (n − 1) / 2`.
 * `value + slope` is the forecast of the next number (`TSF` in TA-Lib), `value` is its `LINEARREG`, and
 * `value − (n − 1) · slope` the line at the oldest number.
 *
 * - Warm-up: `period` numbers.
 * - Cost: O(1) amortised, one object per number.
 * - Source: A.-M. Legendre 1805, "Nouvelles méthodes pour la détermination des orbites des comètes" (least squares).
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 2 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { linearRegression } from '@sigmax/core';
 * const line = linearRegression(3);
 * line.next(1); // => undefined
 * line.next(3); // => undefined
 * line.next(5); // => { value: 5, slope: 2 }
 * ```
 */
export const linearRegression: Indicator<[period: number], number, LinearRegressionValue> = defineIndicator({
  name: 'linearRegression',
  input: 'number',
  outputs: ['value', 'slope'],
  start: (period: number) => new LinearRegression(checkedPeriod('linearRegression', period, 2)),
});
