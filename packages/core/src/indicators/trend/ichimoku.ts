import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { Delay } from '../rolling/delay';
import { RollingMaximum } from '../rolling/rolling-maximum';

export interface IchimokuOptions {
  /** Bars of the conversion line. Defaults to 9. */
  readonly conversion?: number;
  /** Bars of the base line. Defaults to 26. */
  readonly base?: number;
  /** Bars of the second span. Defaults to 52. */
  readonly span?: number;
  /** How many bars the cloud is ahead of the bars that it is made of. Defaults to 26. */
  readonly displacement?: number;
}

export interface IchimokuValue {
  /** Tenkan-sen: middle of the range of the last `conversion` bars. */
  readonly conversion: number;
  /** Kijun-sen: middle of the range of the last `base` bars. */
  readonly base: number;
  /** Senkou span A over this bar: the mean of conversion and base line `displacement` bars ago. */
  readonly spanA: number;
  /** Senkou span B over this bar: the middle of the range of `span` bars, `displacement` bars ago. */
  readonly spanB: number;
}

const optionsSchema = z.strictObject({
  conversion: periodSchema().default(9),
  base: periodSchema().default(26),
  span: periodSchema().default(52),
  displacement: periodSchema().default(26),
});

type Range = Pick<PriceBar, 'high' | 'low'>;

class Middle {
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;

  constructor(period: number) {
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
  }

  next(high: number, low: number): number | undefined {
    const highest = this.highest.next(high);
    const lowestNegated = this.lowestNegated.next(-low);
    return highest === undefined || lowestNegated === undefined ? undefined : (highest - lowestNegated) / 2;
  }
}

class Ichimoku implements RunningIndicator<Range, IchimokuValue> {
  readonly warmUp: number;
  private readonly conversion: Middle;
  private readonly base: Middle;
  private readonly span: Middle;
  private readonly pastA: Delay;
  private readonly pastB: Delay;

  constructor(options: IchimokuOptions) {
    const { conversion, base, span, displacement } = parseOptions(optionsSchema, options, 'ichimoku');
    this.warmUp = Math.max(conversion, base, span) + displacement;
    this.conversion = new Middle(conversion);
    this.base = new Middle(base);
    this.span = new Middle(span);
    this.pastA = new Delay(displacement);
    this.pastB = new Delay(displacement);
  }

  next({ high, low }: Range): IchimokuValue | undefined {
    requireFinite('ichimoku', 'high', high);
    requireFinite('ichimoku', 'low', low);
    const conversion = this.conversion.next(high, low);
    const base = this.base.next(high, low);
    const middle = this.span.next(high, low);
    if (conversion === undefined || base === undefined || middle === undefined) return undefined;
    const spanA = this.pastA.next((conversion + base) / 2);
    const spanB = this.pastB.next(middle);
    return spanA === undefined || spanB === undefined ? undefined : { conversion, base, spanA, spanB };
  }
}

/**
 * Ichimoku: middles of ranges over three spans of time, two of them shifted ahead as a cloud.
 *
 * With `m(n)` the mean of the highest high and the lowest low of n bars: `conversion = m(conversion)`, `base = m(base)`;
 * `spanA` and `spanB` are `(conversion + base) / 2` and `m(span)` of `displacement` bars ago, which is the cloud that a
 * chart draws over this bar. The lagging span is left out: it is the close, drawn back, and says nothing new.
 *
 * - Warm-up: the longest period + `displacement` bars (78 by default); the four outputs start together.
 * - Cost: O(1) amortised, one object per bar.
 * - Source: G. Hosoda 1969, "Ichimoku Kinko Hyo".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { ichimoku } from '@sigmax/core';
 * const cloud = ichimoku({ conversion: 1, base: 2, span: 2, displacement: 1 });
 * cloud.next({ high: 12, low: 10 }); // => undefined
 * cloud.next({ high: 14, low: 12 }); // => undefined
 * cloud.next({ high: 18, low: 16 }); // => { conversion: 17, base: 15, spanA: 12.5, spanB: 12 }
 * ```
 */
export const ichimoku: Indicator<[options?: IchimokuOptions], Range, IchimokuValue> = defineIndicator({
  name: 'ichimoku',
  input: 'bar',
  outputs: ['conversion', 'base', 'spanA', 'spanB'],
  start: (options: IchimokuOptions = {}) => new Ichimoku(options),
});
