import type { BarSeries } from '../../market/bar-series';
import type { Timeframe } from '../../market/timeframe';
import type { Strategy } from '../../strategy/strategy';

/** A strategy and how to try it. */
export interface StrategySuite {
  readonly name: string;
  /**
   * Makes the strategy. It is given the market that it is about to run through, for strategies that are made from data,
   * and must not know it before its time.
   */
  readonly make: (market: readonly BarSeries[]) => Strategy;
  /** Defaults to one, `"demo:BTC/USDT"`. */
  readonly instruments?: readonly string[];
  /** Defaults to `"1h"`. */
  readonly timeframe?: Timeframe;
  /** Length of the markets. Defaults to 400, which is too few for a strategy with a longer warm-up. */
  readonly bars?: number;
  /** Bars that it needs to see before it may ask for something; the last of them may already bring a trade. */
  readonly warmUp?: number;
  /** False for a strategy that may never ask for anything in markets of this length. Defaults to true. */
  readonly isActive?: boolean;
  /** How long a stream strategy may take for one decision. Defaults to 2,000. */
  readonly decisionTimeoutMs?: number;
}
