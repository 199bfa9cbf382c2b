import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { RelativeStrength } from '../rolling/relative-strength';
import { RollingRank } from '../rolling/rolling-rank';

export interface ConnorsRsiOptions {
  /** Period of the relative strength index of prices. Defaults to 3. */
  readonly pricePeriod?: number;
  /** Period of the relative strength index of streaks. Defaults to 2. */
  readonly streakPeriod?: number;
  /** Earlier changes among which the newest is ranked. Defaults to 100. */
  readonly rankPeriod?: number;
}

const optionsSchema = z.strictObject({
  pricePeriod: periodSchema().default(3),
  streakPeriod: periodSchema().default(2),
  rankPeriod: periodSchema().default(100),
});

class ConnorsRsi implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly price: RelativeStrength;
  private readonly streaks: RelativeStrength;
  private readonly rank: RollingRank;
  private previous = 0;
  private hasPrevious = false;
  /** How many prices in a row have risen, or fallen where it is below 0. */
  private streak = 0;

  constructor(options: ConnorsRsiOptions) {
    const { pricePeriod, streakPeriod, rankPeriod } = parseOptions(optionsSchema, options, 'connorsRsi');
    this.warmUp = Math.max(pricePeriod + 1, streakPeriod + 1, rankPeriod + 2);
    this.price = new RelativeStrength(pricePeriod);
    this.streaks = new RelativeStrength(streakPeriod);
    this.rank = new RollingRank(rankPeriod);
  }

  next(price: number, otherwise?: number): number | undefined {
    requireFinite('connorsRsi', 'price', price);
    const strength = this.price.next(price);
    const { previous, streak } = this;
    this.previous = price;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      this.streaks.next(0);
      return otherwise;
    }
    if (price > previous) this.streak = Math.max(streak, 0) + 1;
    if (price < previous) this.streak = Math.min(streak, 0) - 1;
    const streakStrength = this.streaks.next(this.streak);
    const change = (price - previous) / previous;
    const rank = this.rank.next(Number.isFinite(change) ? change : 0);
    if (strength === undefined || streakStrength === undefined || rank === undefined) return otherwise;
    return (strength + streakStrength + rank) / 3;
  }
}

/**
 * Connors relative strength index: the mean of three views of how far up a price has gone, from 0 to 100.
 *
 * `(rsi(x) + rsi(streak) + rank) / 3`: the {@link rsi} of prices, that of the length of the present streak of rises (falls
 * count below 0, an equal price leaves the streak as it is), and the percentage of the `rankPeriod` changes before the
 * newest that were smaller, as fractions of the price.
 *
 * - Warm-up: `rankPeriod + 2` prices, or one more than the longest of the other periods (102 by default).
 * - Cost: O(rankPeriod) comparisons per price.
 * - Source: L. Connors, C. Alvarez 2012, "An Introduction to ConnorsRSI".
 *
 * @throws {InvalidOptionsError} a period is not a whole number from 1 to 1,000,000.
 * @throws {DataError} a price is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { connorsRsi } from '@sigmax/core';
 * const options = { pricePeriod: 1, streakPeriod: 1, rankPeriod: 2 };
 * connorsRsi.batch([10, 11, 12, 15], options).at(3); // => 100
 * ```
 */
export const connorsRsi: Indicator<[options?: ConnorsRsiOptions], number, number> = defineIndicator({
  name: 'connorsRsi',
  input: 'number',
  start: (options: ConnorsRsiOptions = {}) => new ConnorsRsi(options),
});
