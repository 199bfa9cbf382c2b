import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { ExponentialMean } from '../rolling/exponential-mean';

export interface MacdOptions {
  /** Period of the faster average. Defaults to 12. */
  readonly fast?: number;
  /** Period of the slower average, above `fast`. Defaults to 26. */
  readonly slow?: number;
  /** Period over which the difference is averaged. Defaults to 9. */
  readonly signal?: number;
}

export interface MacdValue {
  /** Fast minus slow average, in the unit of the prices. */
  readonly macd: number;
  /** Exponential average of `macd`. */
  readonly signal: number;
  /** `macd - signal`. */
  readonly histogram: number;
}

const optionsSchema = z
  .strictObject({
    fast: periodSchema().default(12),
    slow: periodSchema().default(26),
    signal: periodSchema().default(9),
  })
  .refine(({ fast, slow }) => fast < slow, { path: ['slow'], message: 'expected a period above fast' });

class Macd implements RunningIndicator<number, MacdValue> {
  readonly warmUp: number;
  private readonly fast: ExponentialMean;
  private readonly slow: ExponentialMean;
  private readonly signal: ExponentialMean;

  constructor(options: MacdOptions) {
    const { fast, slow, signal } = parseOptions(optionsSchema, options, 'macd');
    this.warmUp = slow + signal - 1;
    this.fast = new ExponentialMean(fast, 2 / (fast + 1));
    this.slow = new ExponentialMean(slow, 2 / (slow + 1));
    this.signal = new ExponentialMean(signal, 2 / (signal + 1));
  }

  next(price: number): MacdValue | undefined {
    requireFinite('macd', 'price', price);
    const fast = this.fast.next(price);
    const slow = this.slow.next(price);
    if (fast === undefined || slow === undefined) return undefined;
    const macd = fast - slow;
    const signal = this.signal.next(macd);
    return signal === undefined ? undefined : { macd, signal, histogram: macd - signal };
  }

  /** See `IndicatorDefinition`. */
  fill(prices: Float64Array, [lines, signals, histograms]: readonly [Float64Array, Float64Array, Float64Array]): void {
    const last = this.warmUp - 1;
    let first: MacdValue | undefined;
    for (let index = 0; index <= last; index++) first = this.next(prices[index] as number);
    const { macd, signal: start, histogram } = first as MacdValue;
    lines[last] = macd;
    signals[last] = start;
    histograms[last] = histogram;
    // The three means in local variables, which cost less than fields.
    let fast = this.fast.value;
    let slow = this.slow.value;
    let signal = start;
    const [fastWeight, slowWeight, signalWeight] = [this.fast.weight, this.slow.weight, this.signal.weight];
    for (let index = last + 1; index < prices.length; index++) {
      const price = prices[index] as number;
      fast += fastWeight * (price - fast);
      slow += slowWeight * (price - slow);
      const line = fast - slow;
      signal += signalWeight * (line - signal);
      lines[index] = line;
      signals[index] = signal;
      histograms[index] = line - signal;
    }
  }
}

/**
 * Moving average convergence/divergence: a fast minus a slow exponential average, and an average of that.
 *
 * `macd = ema(x, fast) − ema(x, slow)`, `signal = ema(macd, signal)`, `histogram = macd − signal`. Each average starts
 * from the mean of its first inputs, so the fast one has already been running when the slow one starts; TA-Lib starts
 * the fast one late instead, a difference that fades.
 *
 * - Warm-up: `slow + signal − 1` prices (34 by default); the three outputs start together.
 * - Cost: O(1), one object per price.
 * - Source: G. Appel 1979, "The Moving Average Convergence-Divergence Trading Method"; histogram T. Aspray 1986.
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000, or `slow` is not above `fast`.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { macd } from '@sigmax/core';
 * const { histogram } = macd.batch([1, 2, 3, 8], { fast: 1, slow: 3, signal: 2 });
 * histogram.at(2); // => undefined
 * histogram.at(3); // => 1
 * macd().warmUp; // => 34
 * ```
 */
export const macd: Indicator<[options?: MacdOptions], number, MacdValue> = defineIndicator({
  name: 'macd',
  input: 'number',
  outputs: ['macd', 'signal', 'histogram'],
  start: (options: MacdOptions = {}) => new Macd(options),
  fill: (prices, lines, options = {}) => new Macd(options).fill(prices, lines as never),
});
