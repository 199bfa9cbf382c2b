import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../define-indicator';
import { requireFiniteRange } from '../input-checks';

export interface PivotPointsValue {
  readonly pivot: number;
  readonly resistance1: number;
  readonly resistance2: number;
  readonly resistance3: number;
  readonly support1: number;
  readonly support2: number;
  readonly support3: number;
}

type Range = Pick<PriceBar, 'high' | 'low' | 'close'>;

class PivotPoints implements RunningIndicator<Range, PivotPointsValue> {
  readonly warmUp = 1;

  next({ high, low, close }: Range): PivotPointsValue {
    requireFiniteRange('pivotPoints', high, low, close);
    const pivot = (high + low + close) / 3;
    const range = high - low;
    return {
      pivot,
      resistance1: pivot + (pivot - low),
      resistance2: pivot + range,
      resistance3: high + 2 * (pivot - low),
      support1: pivot - (high - pivot),
      support2: pivot - range,
      support3: low - 2 * (high - pivot),
    };
  }
}

/**
 * Pivot points: levels for the next bar, made of the bar that has just closed.
 *
 * `pivot = (high + low + close) / 3`; `resistance1 = 2·pivot − low`, `resistance2 = pivot + (high − low)`, `resistance3 =
 * high + 2·(pivot − low)`; the supports mirror these: `2·pivot − high`, `pivot − (high − low)`, `low − 2·(high − pivot)`.
 * Floor traders take the bar of a day: feed daily bars, and use the levels on the next day.
 *
 * - Warm-up: 1 bar. A bar without a range puts all levels at its price.
 * - Units: those of the price.
 * - Cost: O(1), one object per bar.
 * - Source: J. L. Person 2004, "A Complete Guide to Technical Trading Tactics".
 *
 * @throws {DataError} high, low or close is not finite (`NOT_FINITE`) or beyond ±1e100 (`TOO_LARGE`).
 * @example
 * ```ts
 * import { pivotPoints } from '@sigmax/core';
 * const levels = pivotPoints().next({ high: 14, low: 10, close: 12 });
 * levels?.pivot; // => 12
 * levels?.resistance1; // => 14
 * levels?.support2; // => 8
 * ```
 */
export const pivotPoints: Indicator<[], Range, PivotPointsValue> = defineIndicator({
  name: 'pivotPoints',
  input: 'bar',
  outputs: ['pivot', 'resistance1', 'resistance2', 'resistance3', 'support1', 'support2', 'support3'],
  start: () => new PivotPoints(),
});
