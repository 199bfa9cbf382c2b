import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingRamp } from '../rolling/rolling-ramp';

class TimeSeriesForecast implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly period: number;
  private readonly window: RollingRamp;

  constructor(period: number) {
    this.warmUp = period;
    this.period = period;
    this.window = new RollingRamp(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    requireFinite('timeSeriesForecast', 'value', value);
    const { window, period } = this;
    if (!window.add(value)) return otherwise;
    const slope = (12 * window.ramp - 6 * (period + 1) * window.sum) / (period * (period * period - 1));
    return window.origin + (window.sum / period + (slope * (period + 1)) / 2);
  }
}

/**
 * Time series forecast: the least-squares line through the last `period` numbers, one step ahead.
 *
 * `value + slope` of {@link linearRegression}, `TSF` in TA-Lib.
 *
 * - Warm-up: `period` numbers.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory; sums never drift.
 * - Source: A.-M. Legendre 1805, "Nouvelles méthodes pour la détermination des orbites des comètes" (least squares).
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 2 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { timeSeriesForecast } from '@sigmax/core';
 * timeSeriesForecast.batch([1, 3, 5], 3).at(2); // => 7
 * ```
 */
export const timeSeriesForecast: Indicator<[period: number], number, number> = defineIndicator({
  name: 'timeSeriesForecast',
  input: 'number',
  start: (period: number) => new TimeSeriesForecast(checkedPeriod('timeSeriesForecast', period, 2)),
});
