import { z } from 'zod';
import { parseOptions } from '../../options';
import { exponential } from '../../portable-math';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';

export interface AlmaOptions {
  /** Prices in the average. Defaults to 9. */
  readonly period?: number;
  /** Where the weights are largest: 0 at the oldest price, 1 at the newest. Defaults to 0.85. */
  readonly offset?: number;
  /** How narrow the weights are: their standard deviation is `period / sigma`. Defaults to 6. */
  readonly sigma?: number;
}

const optionsSchema = z.strictObject({
  period: periodSchema().default(9),
  offset: z.number().min(0).max(1).default(0.85),
  sigma: z.number().positive().max(30).default(6),
});

class Alma implements RunningIndicator<number, number> {
  readonly warmUp: number;
  /** From the oldest price to the newest; they add up to 1. */
  private readonly weights: Float64Array;
  private readonly window: Float64Array;
  private position = 0;
  private isFull = false;

  constructor(options: AlmaOptions) {
    const { period, offset, sigma } = parseOptions(optionsSchema, options, 'alma');
    this.warmUp = period;
    this.window = new Float64Array(period);
    const center = Math.floor(offset * (period - 1));
    const deviation = period / sigma;
    const weights = Float64Array.from({ length: period }, (_, place) =>
      exponential(-((place - center) ** 2) / (2 * deviation ** 2)),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.weights = weights.map((weight) => weight / total);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('alma', 'price', price);
    const { window, weights } = this;
    window[this.position] = price;
    this.position += 1;
    if (this.position === window.length) {
      this.position = 0;
      this.isFull = true;
    }
    if (!this.isFull) return otherwise;
    // Relative to the newest price, so that equal prices come back exactly.
    let sum = 0;
    let place = this.position;
    for (let age = 0; age < window.length; age++) {
      sum += (weights[age] as number) * ((window[place] as number) - price);
      place = place + 1 === window.length ? 0 : place + 1;
    }
    return price + sum;
  }
}

/**
 * Arnaud Legoux moving average: weights like a bell around a place near the newest price.
 *
 * `Σ wᵢ·xᵢ / Σ wᵢ` over the last n prices, i = 0 for the oldest, with `wᵢ = exp(−(i − m)² / (2·s²))`,
 * `m = ⌊offset·(n − 1)⌋` and `s = n / sigma`, as in LEAN; TradingView does not round m unless asked.
 *
 * - Warm-up: `period` prices (9 by default). Equal prices give exactly that price.
 * - Cost: O(period) per price; a bell has no update that is cheaper.
 * - Source: A. Legoux, D. Kouzis Loukas 2009, "ALMA: Arnaud Legoux Moving Average".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, `offset` not from 0 to 1, or `sigma`
 * not above 0 and up to 30.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { alma } from '@sigmax/core';
 * // In the middle of three prices the weights are e⁻², 1 and e⁻².
 * alma.batch([0, 1, 0], { period: 3, offset: 0.5, sigma: 6 }).at(2)?.toFixed(6); // => '0.786986'
 * ```
 */
export const alma: Indicator<[options?: AlmaOptions], number, number> = defineIndicator({
  name: 'alma',
  input: 'number',
  start: (options: AlmaOptions = {}) => new Alma(options),
});
