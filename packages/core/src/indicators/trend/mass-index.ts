import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { ExponentialChain } from '../rolling/exponential-chain';
import { RollingMean } from '../rolling/rolling-mean';

export interface MassIndexOptions {
  /** Period of the average range and of the average of that. Defaults to 9. */
  readonly average?: number;
  /** Bars over which the quotients are summed. Defaults to 25. */
  readonly period?: number;
}

const optionsSchema = z.strictObject({ average: periodSchema().default(9), period: periodSchema().default(25) });

type Range = Pick<PriceBar, 'high' | 'low'>;

class MassIndex implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly period: number;
  private readonly chain: ExponentialChain;
  private readonly quotients: RollingMean;

  constructor(options: MassIndexOptions) {
    const { average, period } = parseOptions(optionsSchema, options, 'massIndex');
    this.warmUp = 2 * average + period - 2;
    this.period = period;
    this.chain = new ExponentialChain(2, average);
    this.quotients = new RollingMean(period);
  }

  next({ high, low }: Range, otherwise?: number): number | undefined {
    requireFinite('massIndex', 'high', high);
    requireFinite('massIndex', 'low', low);
    const { chain, period } = this;
    if (!chain.add(high - low)) return otherwise;
    const [range, average] = chain.means as unknown as readonly [number, number];
    const quotient = range / average;
    // Beyond this a sum of quotients could overflow.
    const mean = this.quotients.next(Math.abs(quotient) <= 1e300 ? quotient : 1);
    return mean === undefined ? otherwise : period * mean;
  }
}

/**
 * Mass index: how much wider ranges have become, summed; a bulge above 27 that ends is read as a coming reversal.
 *
 * `Σ ema(r, average) / ema(ema(r, average), average)` over the last `period` bars with `r = high − low`, each average
 * started from the mean of its first inputs. The quotient is 1 where bars have no range.
 *
 * - Warm-up: `2 · average + period − 2` bars (41 by default).
 * - Cost: O(1) amortised; the sum never drifts.
 * - Source: D. Dorsey 1992, "The Mass Index".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high or low is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { massIndex } from '@sigmax/core';
 * const index = massIndex({ average: 1, period: 2 });
 * index.next({ high: 12, low: 10 }); // => undefined
 * index.next({ high: 15, low: 10 }); // => 2
 * ```
 */
export const massIndex: Indicator<[options?: MassIndexOptions], Range, number> = defineIndicator({
  name: 'massIndex',
  input: 'bar',
  start: (options: MassIndexOptions = {}) => new MassIndex(options),
});
