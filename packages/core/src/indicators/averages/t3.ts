import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { ExponentialChain } from '../rolling/exponential-chain';

export interface T3Options {
  /** Period of each of the six averages. */
  readonly period: number;
  /** How much of its lag an average gives back: 0 gives three averages in a row, 1 the most. Defaults to 0.7. */
  readonly volumeFactor?: number;
}

const optionsSchema = z.strictObject({ period: periodSchema(), volumeFactor: z.number().min(0).max(1).default(0.7) });

class T3 implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly chain: ExponentialChain;
  private readonly fourth: number;
  private readonly fifth: number;
  private readonly sixth: number;

  constructor(options: T3Options) {
    const { period, volumeFactor: factor } = parseOptions(optionsSchema, options, 't3');
    this.warmUp = 6 * period - 5;
    this.chain = new ExponentialChain(6, period);
    this.fourth = -3 * factor * (1 + factor) ** 2;
    this.fifth = 3 * factor ** 2 * (1 + factor);
    this.sixth = -(factor ** 3);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('t3', 'price', price);
    const { chain } = this;
    if (!chain.add(price)) return otherwise;
    const [, , third, fourth, fifth, sixth] = chain.means as unknown as readonly [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    // The four weights add up to 1, so that differences do for the first of them, and equal prices come back exactly.
    return third + this.fourth * (fourth - third) + this.fifth * (fifth - third) + this.sixth * (sixth - third);
  }
}

/**
 * Tillson's T3: an exponential average that gives back part of its lag, three times over.
 *
 * With `gd(x) = (1 + v)·ema(x, n) − v·ema(ema(x, n), n)` it is `gd(gd(gd(x)))`, which in the six averages e₁ … e₆ of each
 * other is `(1 + v)³·e₃ − 3v(1 + v)²·e₄ + 3v²(1 + v)·e₅ − v³·e₆`; v is `volumeFactor`. Each average starts from the mean of
 * its first `period` inputs, as in TA-Lib.
 *
 * - Warm-up: `6 · period − 5` prices.
 * - Cost: O(1).
 * - Source: T. Tillson 1998, "Better Moving Averages".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, or `volumeFactor` not from 0 to 1.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { t3 } from '@sigmax/core';
 * t3({ period: 5 }).warmUp; // => 25
 * t3.batch([1, 2, 3, 4, 5, 6, 7], { period: 2, volumeFactor: 1 }).at(6)?.toFixed(6); // => '7.000000'
 * ```
 */
export const t3: Indicator<[options: T3Options], number, number> = defineIndicator({
  name: 't3',
  input: 'number',
  start: (options: T3Options) => new T3(options),
});
