import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFiniteRange } from '../input-checks';
import { Delay } from '../rolling/delay';
import { DirectionalMovement } from '../rolling/directional-movement';
import { ExponentialMean } from '../rolling/exponential-mean';

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class Adxr implements RunningIndicator<Range, number> {
  readonly warmUp: number;
  private readonly movement: DirectionalMovement;
  private readonly mean: ExponentialMean;
  private readonly past: Delay;

  constructor(period: number) {
    this.warmUp = 3 * period - 1;
    this.movement = new DirectionalMovement(period);
    this.mean = new ExponentialMean(period, 1 / period);
    this.past = new Delay(period - 1);
  }

  next({ high, low, close }: Range, otherwise?: number): number | undefined {
    requireFiniteRange('adxr', high, low, close);
    const { movement } = this;
    if (!movement.add(high, low, close)) return otherwise;
    const strength = this.mean.next(movement.index);
    const old = strength === undefined ? undefined : this.past.next(strength);
    return strength === undefined || old === undefined ? otherwise : (strength + old) / 2;
  }
}

/**
 * Average directional index rating: the mean of {@link adx} now and `period − 1` bars ago.
 *
 * `(adxₜ + adxₜ₋ₙ₊₁) / 2`, the distance as in TA-Lib. Without any movement it is 0.
 *
 * - Warm-up: `3 · period − 1` bars.
 * - Cost: O(1) and `period` numbers of memory.
 * - Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems"; distance as in TA-Lib `TA_ADXR`.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { adxr } from '@sigmax/core';
 * adxr(14).warmUp; // => 41
 * ```
 */
export const adxr: Indicator<[period: number], Range, number> = defineIndicator({
  name: 'adxr',
  input: 'bar',
  start: (period: number) => new Adxr(checkedPeriod('adxr', period)),
});
