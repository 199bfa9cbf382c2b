import { defineIndicator, type Indicator, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFinite } from '../input-checks';
import { RollingMoments } from '../rolling/rolling-moments';

class ZScore implements RunningIndicator<number, number> {
  readonly warmUp: number;
  private readonly moments: RollingMoments;

  constructor(period: number) {
    this.warmUp = period;
    this.moments = new RollingMoments(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    requireFinite('zScore', 'value', value);
    const { moments } = this;
    if (!moments.add(value)) return otherwise;
    const score = (value - moments.origin - moments.mean) / Math.sqrt(moments.variance);
    return Number.isFinite(score) ? score : otherwise;
  }
}

/**
 * Standard score: how many standard deviations the newest number is away from the mean of the last `period`.
 *
 * `(xₜ − μ) / σ` with `σ = √(Σ (x − μ)² / n)`, the population deviation, as in {@link bollinger}. The newest number is
 * part of the window, so the score is at most √(n − 1). `undefined` where all numbers are equal.
 *
 * - Warm-up: `period` numbers.
 * - Cost: O(1) amortised and 2 · `period` numbers of memory.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 2 to 1,000,000.
 * @throws {DataError} a number is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { zScore } from '@sigmax/core';
 * zScore.batch([2, 4, 4, 4, 5, 5, 7, 9], 8).at(7); // => 2
 * zScore.batch([3, 3, 3], 2).at(2); // => undefined
 * ```
 */
export const zScore: Indicator<[period: number], number, number> = defineIndicator({
  name: 'zScore',
  input: 'number',
  start: (period: number) => new ZScore(checkedPeriod('zScore', period, 2)),
});
