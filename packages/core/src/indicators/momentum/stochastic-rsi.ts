import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { RelativeStrength } from '../rolling/relative-strength';
import { RollingMaximum } from '../rolling/rolling-maximum';
import { RollingMean } from '../rolling/rolling-mean';
import type { StochasticValue } from './stochastic';

export interface StochasticRsiOptions {
  /** Period of the relative strength index. Defaults to 14. */
  readonly rsiPeriod?: number;
  /** Values of it in whose range the newest is placed. Defaults to 14. */
  readonly period?: number;
  /** Values over which `k` is averaged. Defaults to 3. */
  readonly smoothK?: number;
  /** Values over which `d` averages `k`. Defaults to 3. */
  readonly smoothD?: number;
}

const optionsSchema = z.strictObject({
  rsiPeriod: periodSchema().default(14),
  period: periodSchema().default(14),
  smoothK: periodSchema().default(3),
  smoothD: periodSchema().default(3),
});

class StochasticRsi implements RunningIndicator<number, StochasticValue> {
  readonly warmUp: number;
  private readonly strength: RelativeStrength;
  private readonly highest: RollingMaximum;
  private readonly lowestNegated: RollingMaximum;
  private readonly k: RollingMean;
  private readonly d: RollingMean;

  constructor(options: StochasticRsiOptions) {
    const { rsiPeriod, period, smoothK, smoothD } = parseOptions(optionsSchema, options, 'stochasticRsi');
    this.warmUp = rsiPeriod + period + smoothK + smoothD - 2;
    this.strength = new RelativeStrength(rsiPeriod);
    this.highest = new RollingMaximum(period);
    this.lowestNegated = new RollingMaximum(period);
    this.k = new RollingMean(smoothK);
    this.d = new RollingMean(smoothD);
  }

  next(price: number): StochasticValue | undefined {
    requireFinite('stochasticRsi', 'price', price);
    const strength = this.strength.next(price);
    if (strength === undefined) return undefined;
    const highest = this.highest.next(strength);
    const lowestNegated = this.lowestNegated.next(-strength);
    if (highest === undefined || lowestNegated === undefined) return undefined;
    const range = highest + lowestNegated;
    const k = this.k.next(range > 0 ? (100 * (strength + lowestNegated)) / range : 50);
    if (k === undefined) return undefined;
    const d = this.d.next(k);
    return d === undefined ? undefined : { k, d };
  }
}

/**
 * Stochastic relative strength index: where {@link rsi} stands in the range of its last `period` values, from 0 to 100.
 *
 * `100 · (r − lowest r) / (highest r − lowest r)`, smoothed by a simple average over `smoothK` values to `k` and again over
 * `smoothD` to `d`; 50 where all values are equal. TA-Lib's `STOCHRSI` is this with `smoothK: 1`.
 *
 * - Warm-up: `rsiPeriod + period + smoothK + smoothD − 2` prices (32 by default); both outputs start together.
 * - Cost: O(1) amortised, one object per price.
 * - Source: T. S. Chande, S. Kroll 1994, "The New Technical Trader".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { stochasticRsi } from '@sigmax/core';
 * const { k } = stochasticRsi.batch([1, 3, 2, 4], { rsiPeriod: 1, period: 2, smoothK: 1, smoothD: 1 });
 * k.at(2); // => 0
 * k.at(3); // => 100
 * ```
 */
export const stochasticRsi: Indicator<[options?: StochasticRsiOptions], number, StochasticValue> = defineIndicator({
  name: 'stochasticRsi',
  input: 'number',
  outputs: ['k', 'd'],
  start: (options: StochasticRsiOptions = {}) => new StochasticRsi(options),
});
