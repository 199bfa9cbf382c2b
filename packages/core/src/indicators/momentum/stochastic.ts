import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFiniteRange } from '../input-checks';
import { RollingMaximum } from '../rolling/rolling-maximum';
import { RollingMean } from '../rolling/rolling-mean';

export interface StochasticOptions {
  /** Bars whose range the close is placed in. Defaults to 14. */
  readonly period?: number;
  /** Bars over which `k` is averaged; 1 is the fast stochastic. Defaults to 3. */
  readonly smoothK?: number;
  /** Bars over which `d` averages `k`. Defaults to 3. */
  readonly smoothD?: number;
}

export interface StochasticValue {
  /** Place of the close in the range, 0 at the low and 100 at the high, averaged over `smoothK` bars. */
  readonly k: number;
  /** Simple average of `k` over `smoothD` bars. */
  readonly d: number;
}

const optionsSchema = z.strictObject({
  period: periodSchema().default(14),
  smoothK: periodSchema().default(3),
  smoothD: periodSchema().default(3),
});

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class Stochastic implements RunningIndicator<Range, StochasticValue> {
  readonly warmUp: number;
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;
  private readonly k: RollingMean;
  private readonly d: RollingMean;

  constructor(options: StochasticOptions) {
    const { period, smoothK, smoothD } = parseOptions(optionsSchema, options, 'stochastic');
    this.warmUp = period + smoothK + smoothD - 2;
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
    this.k = new RollingMean(smoothK);
    this.d = new RollingMean(smoothD);
  }

  next({ high, low, close }: Range): StochasticValue | undefined {
    requireFiniteRange('stochastic', high, low, close);
    const highest = this.highest.next(high);
    const lowestNegated = this.lowestNegated.next(-low);
    if (highest === undefined || lowestNegated === undefined) return undefined;
    const place = (close + lowestNegated) / (highest + lowestNegated);
    const k = this.k.next(Number.isFinite(place) ? 100 * place : 50);
    if (k === undefined) return undefined;
    const d = this.d.next(k);
    return d === undefined ? undefined : { k, d };
  }
}

/**
 * Stochastic oscillator: where the close stands in the range of the last `period` bars, from 0 to 100.
 *
 * `100 · (close − lowest low) / (highest high − lowest low)`, smoothed by a simple average over `smoothK` bars to `k`
 * and again over `smoothD` bars to `d` (the slow stochastic; `smoothK: 1` is the fast one). Bars without any range
 * place the close in the middle, at 50; LEAN and TA-Lib say 0.
 *
 * - Warm-up: `period + smoothK + smoothD − 2` bars (18 by default); both outputs start together.
 * - Cost: O(1) amortised, one object per bar.
 * - Source: G. C. Lane 1984, "Lane's Stochastics".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { stochastic } from '@sigmax/core';
 * const oscillator = stochastic({ period: 2, smoothK: 1, smoothD: 2 });
 * oscillator.next({ high: 12, low: 10, close: 11 }); // => undefined
 * oscillator.next({ high: 14, low: 11, close: 13 }); // => undefined
 * oscillator.next({ high: 15, low: 13, close: 15 }); // => { k: 100, d: 87.5 }
 * ```
 */
export const stochastic: Indicator<[options?: StochasticOptions], Range, StochasticValue> = defineIndicator({
  name: 'stochastic',
  input: 'bar',
  outputs: ['k', 'd'],
  start: (options: StochasticOptions = {}) => new Stochastic(options),
});
