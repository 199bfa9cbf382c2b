import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { known } from '../known';
import { Delay } from '../rolling/delay';
import { ExponentialMean } from '../rolling/exponential-mean';

export interface ChaikinVolatilityOptions {
  /** Period of the average range. Defaults to 10. */
  readonly average?: number;
  /** Bars over which its change is taken. Defaults to 10. */
  readonly change?: number;
}

const optionsSchema = z.strictObject({ average: periodSchema().default(10), change: periodSchema().default(10) });

type Range = Pick<PriceBar, 'high' | 'low'>;

class ChaikinVolatility implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly mean: ExponentialMean;
  private readonly past: Delay;

  constructor(options: ChaikinVolatilityOptions) {
    const { average, change } = parseOptions(optionsSchema, options, 'chaikinVolatility');
    this.warmUp = average + change;
    this.mean = new ExponentialMean(average, 2 / (average + 1));
    this.past = new Delay(change);
  }

  next({ high, low }: Range, otherwise?: number): number | undefined {
    requireFinite('chaikinVolatility', 'high', high);
    requireFinite('chaikinVolatility', 'low', low);
    const range = this.mean.next(high - low);
    const old = range === undefined ? undefined : this.past.next(range);
    return range === undefined || old === undefined ? otherwise : known((range - old) / old, otherwise);
  }
}

/**
 * Chaikin volatility: by what fraction the average range of bars has grown.
 *
 * `(eₜ − eₜ₋ₖ) / eₜ₋ₖ` with `e = ema(high − low, average)`, started from the mean of its first inputs, and k = `change`; a
 * fraction as all rates here, of which others print 100 times as much. `undefined` where the old bars have no range.
 *
 * - Warm-up: `average + change` bars (20 by default).
 * - Cost: O(1) and `change` numbers of memory.
 * - Source: S. B. Achelis 2000, "Technical Analysis from A to Z", volatility, Chaikin's.
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { chaikinVolatility } from '@sigmax/core';
 * const growth = chaikinVolatility({ average: 1, change: 1 });
 * growth.next({ high: 12, low: 10 }); // => undefined
 * growth.next({ high: 15, low: 12 }); // => 0.5
 * ```
 */
export const chaikinVolatility: Indicator<[options?: ChaikinVolatilityOptions], Range, number> = defineIndicator({
  name: 'chaikinVolatility',
  input: 'bar',
  start: (options: ChaikinVolatilityOptions = {}) => new ChaikinVolatility(options),
});
