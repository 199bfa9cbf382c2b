import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFiniteRange } from '../input-checks';
import { DirectionalMovement } from '../rolling/directional-movement';
import { ExponentialMean } from '../rolling/exponential-mean';

export interface AdxValue {
  /** Strength of the trend, whichever its direction, from 0 to 100. */
  readonly adx: number;
  /** Upward movement as a percentage of the range. */
  readonly plusDi: number;
  /** Downward movement as a percentage of the range. */
  readonly minusDi: number;
}

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class Adx implements RunningIndicator<Range, AdxValue> {
  readonly warmUp: number;
  private readonly movement: DirectionalMovement;
  private readonly mean: ExponentialMean;

  constructor(period: number) {
    this.warmUp = 2 * period;
    this.movement = new DirectionalMovement(period);
    this.mean = new ExponentialMean(period, 1 / period);
  }

  next({ high, low, close }: Range): AdxValue | undefined {
    requireFiniteRange('adx', high, low, close);
    const { movement } = this;
    if (!movement.add(high, low, close)) return undefined;
    const adx = this.mean.next(movement.index);
    return adx === undefined ? undefined : { adx, plusDi: movement.plusDi, minusDi: movement.minusDi };
  }
}

/**
 * Average directional index with its two parts: how strong the trend is, and how far up and down movements carry it.
 *
 * +DM is the rise of the high where that exceeds the fall of the low, else 0; −DM the reverse; both and the true range
 * are summed with Wilder's smoothing `Sₜ = Sₜ₋₁ − Sₜ₋₁ / n + sₜ`. `plusDi = 100 · S(+DM) / S(TR)`, `minusDi` likewise,
 * `DX = 100 · |plusDi − minusDi| / (plusDi + minusDi)`, and `adx` is Wilder's average of DX, started from the mean of
 * the first `period` values. As in TA-Lib the sums start with `period − 1` movements and are smoothed from the next on;
 * Wilder's own sheet starts with `period` movements, a difference that fades. Without any movement all three are 0.
 *
 * - Warm-up: 2 · `period` bars; the three outputs start together.
 * - Cost: O(1), one object per bar.
 * - Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems"; start as in TA-Lib `TA_ADX`.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { adx } from '@sigmax/core';
 * const index = adx(2);
 * index.next({ high: 10, low: 8, close: 9 }); // => undefined
 * index.next({ high: 11, low: 9, close: 10 }); // => undefined
 * index.next({ high: 12, low: 10, close: 11 }); // => undefined
 * index.next({ high: 13, low: 11, close: 12 }); // => { adx: 100, plusDi: 50, minusDi: 0 }
 * ```
 */
export const adx: Indicator<[period: number], Range, AdxValue> = defineIndicator({
  name: 'adx',
  input: 'bar',
  outputs: ['adx', 'plusDi', 'minusDi'],
  start: (period: number) => new Adx(checkedPeriod('adx', period)),
});
