import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { SinceMaximum } from '../rolling/since-maximum';

export interface AroonValue {
  /** 100 where the highest high is new, 0 where it is `period` bars old. */
  readonly up: number;
  /** 100 where the lowest low is new, 0 where it is `period` bars old. */
  readonly down: number;
  /** `up - down`. */
  readonly oscillator: number;
}

type Range = Pick<PriceBar, 'high' | 'low'>;

class Aroon implements RunningIndicator<Range, AroonValue> {
  readonly warmUp: number;
  private readonly period: number;
  private readonly high: SinceMaximum;
  private readonly lowNegated: SinceMaximum;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.period = period;
    this.high = new SinceMaximum(period + 1);
    this.lowNegated = new SinceMaximum(period + 1);
  }

  next({ high, low }: Range): AroonValue | undefined {
    requireFinite('aroon', 'high', high);
    requireFinite('aroon', 'low', low);
    const sinceHigh = this.high.next(high);
    const sinceLow = this.lowNegated.next(-low);
    if (sinceHigh === undefined || sinceLow === undefined) return undefined;
    const up = (100 * (this.period - sinceHigh)) / this.period;
    const down = (100 * (this.period - sinceLow)) / this.period;
    return { up, down, oscillator: up - down };
  }
}

/**
 * Aroon: how new the highest high and the lowest low of the last `period + 1` bars are, each from 0 to 100.
 *
 * `up = 100 · (n − bars since the highest high) / n`, `down` likewise with the lowest low, `oscillator = up − down`. Of
 * equal extremes the newest counts, as in TA-Lib, so bars without movement give 100 and 100.
 *
 * - Warm-up: `period + 1` bars; the three outputs start together.
 * - Cost: O(1) amortised, one object per bar.
 * - Source: T. S. Chande 1995, "A Time Price Oscillator".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { aroon } from '@sigmax/core';
 * const lines = aroon(2);
 * lines.next({ high: 12, low: 9 }); // => undefined
 * lines.next({ high: 15, low: 10 }); // => undefined
 * lines.next({ high: 14, low: 11 }); // => { up: 50, down: 0, oscillator: 50 }
 * ```
 */
export const aroon: Indicator<[period: number], Range, AroonValue> = defineIndicator({
  name: 'aroon',
  input: 'bar',
  outputs: ['up', 'down', 'oscillator'],
  start: (period: number) => new Aroon(checkedPeriod('aroon', period)),
});
