import { DataError } from '../errors';
import { defineIndicator, type Indicator, type PriceBar, type RunningIndicator } from '../indicators/define-indicator';
import { barFault } from '../market/bar-series';
import { RegimeDetector, type RegimeValue } from './regime-detector';
import { type RegimeOptions, regimeSettings } from './regime-options';

class MarketRegime implements RunningIndicator<PriceBar, RegimeValue> {
  readonly warmUp: number;
  private readonly detector: RegimeDetector;

  constructor(options: RegimeOptions = {}) {
    this.detector = new RegimeDetector(regimeSettings(options, 'marketRegime'));
    this.warmUp = this.detector.warmUp;
  }

  next(bar: PriceBar): RegimeValue | undefined {
    const { open, high, low, close, volume } = bar;
    const fault = barFault(open, high, low, close, volume);
    if (fault === undefined) return this.detector.next(bar);
    const { code, message, remedy } = fault;
    const context = { indicator: 'marketRegime', open, high, low, close, volume };
    throw new DataError({ code, message: `marketRegime: ${message}.`, remedy, context });
  }
}

/**
 * Says in which of seven regimes a market is: breakdown, breakout, high volatility, bear or bull trending, low volatility or
 * sideways; and whether it is illiquid besides.
 *
 * With r the log returns, `regimeOf(bits)` is the first in the table whose condition holds:
 *
 * | condition | value | begins | ends |
 * | --- | --- | --- | --- |
 * | breakdown | ln(highest of the 6 closes before / low) / (σ √6), σ that of 240 returns 6 bars ago | > 5 | < 2.5 |
 * | breakout | ln(high / lowest of the 6 closes before) / (σ √6) | > 5 | < 2.5 |
 * | high volatility | √mean r² of 24 bars over that of 240 | > 1.5 | < 1.2 |
 * | bear trending | −t of the slope of 48 log prices, its error that of a random walk | > 2 | < 1 |
 * | bull trending | t | > 2 | < 1 |
 * | low volatility | as high volatility | < 0.6 | > 0.8 |
 * | sideways | neither trend | | |
 * | illiquid, no name | Σ\|r\| / Σ(close · volume) of 24 bars over that of 240 | > 2 | < 1.5 |
 *
 * A condition holds for 6 bars at least; only the opposite trend or volatility ends it sooner. Every number is an option. Bars
 * are counted and not timed: let `fillGaps` fill what is missing. Prices that never move are sideways, and the first step out
 * of such a calm counts as a jump. Where no bar has volume, nothing is said of liquidity; where there was some and the last 24
 * bars have none, it is illiquid.
 *
 * - Warm-up: `max(trendPeriod, longPeriod + jumpPeriod + 1)` bars, 247.
 * - State: what holds now depends on all bars since the start, as the levels to enter and to leave differ.
 * - Cost: O(1) amortised and two objects per bar. Prices times a power of 2 give the same bits; times others, the same to rounding.
 * - Sources: the t of a random walk, S. N. Durlauf, P. C. B. Phillips 1988, "Trends versus random walks in time series analysis";
 *   price impact, Y. Amihud 2002, "Illiquidity and stock returns", as a ratio of sums. The levels are ours; docs/guide/features.md
 *   has how often each condition holds on made-up and on real bars.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @throws {DataError} a bar that no market has: `NOT_FINITE`, `NOT_POSITIVE`, `NEGATIVE_VOLUME`, `HIGH_BELOW_LOW`, `OUTSIDE_RANGE`.
 * @example
 * ```ts
 * import { marketRegime, regimeOf } from '@sigmax/core';
 * const regime = marketRegime({ trendPeriod: 5, shortPeriod: 2, longPeriod: 4, jumpPeriod: 1, minimumBars: 1 });
 * const names = [100, 101, 100, 101, 100, 101, 60].map((close) => {
 *   const value = regime.next({ open: close, high: close, low: close, close, volume: 1 });
 *   return value && regimeOf(value.bits);
 * });
 * names; // => [undefined, undefined, undefined, undefined, undefined, 'sideways', 'breakdown']
 * ```
 */
export const marketRegime: Indicator<[options?: RegimeOptions], PriceBar, RegimeValue> = defineIndicator({
  name: 'marketRegime',
  input: 'bar',
  outputs: ['bits', 'trend', 'volatilityRatio', 'fall', 'rise', 'impactRatio'],
  start: (options?: RegimeOptions) => new MarketRegime(options),
});
