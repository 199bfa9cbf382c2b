import { z } from 'zod';
import { parseOptions } from '../../options';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { periodSchema, requireFinite } from '../input-checks';
import { RollingMean } from '../rolling/rolling-mean';

export interface EaseOfMovementOptions {
  /** Movements in the average. Defaults to 14. */
  readonly period?: number;
  /** How much volume counts as 1. Defaults to 10,000. */
  readonly volumeUnit?: number;
}

const optionsSchema = z.strictObject({
  period: periodSchema().default(14),
  volumeUnit: z.number().positive().max(1e50).default(10_000),
});

type Bar = Pick<PriceBar, 'high' | 'low' | 'volume'>;

class EaseOfMovement implements RunningIndicator<Bar, number> {
  readonly warmUp: number;
  private readonly volumeUnit: number;
  private readonly mean: RollingMean;
  private previousMiddle = 0;
  private hasPrevious = false;

  constructor(options: EaseOfMovementOptions) {
    const { period, volumeUnit } = parseOptions(optionsSchema, options, 'easeOfMovement');
    this.warmUp = period + 1;
    this.volumeUnit = volumeUnit;
    this.mean = new RollingMean(period);
  }

  next({ high, low, volume }: Bar, otherwise?: number): number | undefined {
    requireFinite('easeOfMovement', 'high', high);
    requireFinite('easeOfMovement', 'low', low);
    requireFinite('easeOfMovement', 'volume', volume);
    const middle = (high + low) / 2;
    const way = middle - this.previousMiddle;
    this.previousMiddle = middle;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    const ease = (way * (high - low)) / (volume / this.volumeUnit);
    // Beyond this a sum could overflow.
    return this.mean.next(Math.abs(ease) <= 1e290 ? ease : 0, otherwise);
  }
}

/**
 * Ease of movement: how far the middle of a bar moves for its volume, averaged.
 *
 * `sma((mₜ − mₜ₋₁) · (high − low) / (volume / volumeUnit), n)` with `m = (high + low) / 2`. A bar without volume counts as 0.
 *
 * - Warm-up: `period + 1` bars (15 by default).
 * - Cost: O(1) amortised and `period` numbers of memory; the sum never drifts.
 * - Source: R. W. Arms 1989, "Volume Cycles in the Stock Market".
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000, or `volumeUnit` not above 0.
 * @throws {DataError} high, low or volume is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { easeOfMovement } from '@sigmax/core';
 * const ease = easeOfMovement({ period: 1, volumeUnit: 1 });
 * ease.next({ high: 12, low: 10, volume: 5 }); // => undefined
 * ease.next({ high: 15, low: 11, volume: 4 }); // => 2
 * ```
 */
export const easeOfMovement: Indicator<[options?: EaseOfMovementOptions], Bar, number> = defineIndicator({
  name: 'easeOfMovement',
  input: 'bar',
  start: (options: EaseOfMovementOptions = {}) => new EaseOfMovement(options),
});
