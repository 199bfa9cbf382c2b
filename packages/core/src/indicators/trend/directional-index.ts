import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { checkedPeriod, requireFiniteRange } from '../input-checks';
import { DirectionalMovement } from '../rolling/directional-movement';

export interface DirectionalIndexValue {
  /** Difference of the two movements in percent of their sum. */
  readonly dx: number;
  /** Upward movement as a percentage of the range. */
  readonly plusDi: number;
  /** Downward movement as a percentage of the range. */
  readonly minusDi: number;
}

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class DirectionalIndex implements RunningIndicator<Range, DirectionalIndexValue> {
  readonly warmUp: number;
  private readonly movement: DirectionalMovement;

  constructor(period: number) {
    this.warmUp = period + 1;
    this.movement = new DirectionalMovement(period);
  }

  next({ high, low, close }: Range): DirectionalIndexValue | undefined {
    requireFiniteRange('directionalIndex', high, low, close);
    const { movement } = this;
    if (!movement.add(high, low, close)) return undefined;
    return { dx: movement.index, plusDi: movement.plusDi, minusDi: movement.minusDi };
  }
}

/**
 * Directional movement index with its two parts: what {@link adx} averages, `period − 1` bars earlier.
 *
 * `plusDi = 100 · S(+DM) / S(TR)` and `minusDi` likewise, with the movements and Wilder's smoothing S as in {@link adx};
 * `dx = 100 · |plusDi − minusDi| / (plusDi + minusDi)`. Without any movement all three are 0.
 *
 * - Warm-up: `period + 1` bars; the three outputs start together.
 * - Cost: O(1), one object per bar.
 * - Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems"; start as in TA-Lib `TA_DX`.
 *
 * @throws {InvalidOptionsError} `period` is not a whole number from 1 to 1,000,000.
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { directionalIndex } from '@sigmax/core';
 * const index = directionalIndex(1);
 * index.next({ high: 10, low: 8, close: 9 }); // => undefined
 * index.next({ high: 11, low: 9, close: 10 }); // => { dx: 100, plusDi: 50, minusDi: 0 }
 * ```
 */
export const directionalIndex: Indicator<[period: number], Range, DirectionalIndexValue> = defineIndicator({
  name: 'directionalIndex',
  input: 'bar',
  outputs: ['dx', 'plusDi', 'minusDi'],
  start: (period: number) => new DirectionalIndex(checkedPeriod('directionalIndex', period)),
});
