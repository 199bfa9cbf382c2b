import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { bandFields, type PriceBands } from '../price-bands';
import { RollingMaximum } from '../rolling/rolling-maximum';

type Range = Pick<PriceBar, 'high' | 'low'>;

class Donchian implements RunningIndicator<Range, PriceBands> {
  readonly warmUp: number;
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;

  constructor(period: number) {
    this.warmUp = period;
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
  }

  next({ high, low }: Range): PriceBands | undefined {
    requireFinite('donchian', 'high', high);
    requireFinite('donchian', 'low', low);
    const upper = this.highest.next(high);
    const lowestNegated = this.lowestNegated.next(-low);
    if (upper === undefined || lowestNegated === undefined) return undefined;
    const lower = -lowestNegated;
    return { upper, middle: (upper + lower) / 2, lower };
  }
}

/**
 * Donchian channel: the highest high and the lowest low of the last `period` bars, and the middle between them.
 *
 * The newest bar is part of the window, so a close is never outside: compare it with the channel of the bar before to
 * find a breakout.
 *
 * - Warm-up: `period` bars.
 * - Cost: O(1) amortised, one object per bar.
 * - Source: R. Donchian 1960, the four-week rule.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { donchian } from '@sigmax/core';
 * const channel = donchian(2);
 * channel.next({ high: 12, low: 10 }); // => undefined
 * channel.next({ high: 16, low: 12 }); // => { upper: 16, middle: 13, lower: 10 }
 * ```
 */
export const donchian: Indicator<[period: number], Range, PriceBands> = defineIndicator({
  name: 'donchian',
  input: 'bar',
  outputs: bandFields,
  start: (period: number) => new Donchian(checkedPeriod('donchian', period)),
});
