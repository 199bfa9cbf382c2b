import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { known } from '../known';
import { Delay } from '../rolling/delay';
import { Gapped } from '../rolling/gapped';
import { RollingMean } from '../rolling/rolling-mean';

type Four = readonly [number, number, number, number];

export interface KstOptions {
  /** Periods of the four rates of change, of which the last counts most. Defaults to 10, 15, 20, 30. */
  readonly rates?: Four;
  /** Periods of the averages of these rates. Defaults to 10, 10, 10, 15. */
  readonly averages?: Four;
  /** Period over which the sum is averaged. Defaults to 9. */
  readonly signal?: number;
}

export interface KstValue {
  /** Weighted sum of the four averaged rates of change in percent. */
  readonly kst: number;
  /** Simple average of `kst`. */
  readonly signal: number;
}

const fourPeriods = () => z.tuple([periodSchema(), periodSchema(), periodSchema(), periodSchema()]);

const optionsSchema = z.strictObject({
  rates: fourPeriods().default([10, 15, 20, 30]),
  averages: fourPeriods().default([10, 10, 10, 15]),
  signal: periodSchema().default(9),
});

/** A rate of change and its simple average. */
class AveragedRate {
  private readonly past: Delay;
  private readonly mean: Gapped;

  constructor(rate: number, average: number) {
    this.past = new Delay(rate);
    this.mean = new Gapped(new RollingMean(average), average);
  }

  next(price: number): number | undefined {
    const old = this.past.next(price);
    return this.mean.next(old === undefined ? undefined : known((price - old) / old));
  }
}

class Kst implements RunningIndicator<number, KstValue> {
  readonly warmUp: number;
  private readonly rates: readonly AveragedRate[];
  private readonly mean: Gapped;

  constructor(options: KstOptions) {
    const { rates, averages, signal } = parseOptions(optionsSchema, options, 'kst');
    this.warmUp = Math.max(...rates.map((rate, place) => rate + (averages[place] as number))) + signal - 1;
    this.rates = rates.map((rate, place) => new AveragedRate(rate, averages[place] as number));
    this.mean = new Gapped(new RollingMean(signal), signal);
  }

  next(price: number): KstValue | undefined {
    requireFinite('kst', 'price', price);
    let sum = 0;
    // An unknown average makes the sum NaN, which is unknown.
    for (let place = 0; place < 4; place++) {
      const rate = (this.rates[place] as AveragedRate).next(price);
      sum += 100 * (place + 1) * (rate ?? Number.NaN);
    }
    const kst = known(sum);
    const signal = this.mean.next(kst);
    return kst === undefined || signal === undefined ? undefined : { kst, signal };
  }
}

/**
 * Know sure thing: four smoothed rates of change in percent, of which longer ones count more, and their average.
 *
 * `kst = 100 · Σ i·sma(roc(x, rateᵢ), averageᵢ)` over i = 1 … 4, `signal = sma(kst, signal)`. `undefined` while an old
 * price in one of the windows is 0.
 *
 * - Warm-up: the largest sum of a rate and its average, plus `signal − 1` prices (53 by default); both outputs start
 *   together.
 * - Cost: O(1) amortised, one object per price.
 * - Source: M. J. Pring 1992, "The Know Sure Thing".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or a list not four of them.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { kst } from '@sigmax/core';
 * const lines = kst.batch([100, 150], { rates: [1, 1, 1, 1], averages: [1, 1, 1, 1], signal: 1 });
 * lines.kst.at(1); // => 500
 * ```
 */
export const kst: Indicator<[options?: KstOptions], number, KstValue> = defineIndicator({
  name: 'kst',
  input: 'number',
  outputs: ['kst', 'signal'],
  start: (options: KstOptions = {}) => new Kst(options),
});
