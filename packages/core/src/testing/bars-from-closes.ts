import { type BarSeries, barSeries } from '../market/bar-series';

export interface MadeBarsOptions {
  /** Defaults to `"demo:BTC/USDT"`. */
  readonly instrumentId?: string;
  /** Length of a bar. Defaults to one hour. */
  readonly timeframeMs?: number;
  /** Close time of the first bar. Defaults to one bar after the epoch. */
  readonly startMs?: number;
  /** Volume of each bar. Defaults to 1,000. */
  readonly volume?: number;
  /** How far high and low reach beyond open and close, as a fraction of the price. Defaults to 0. */
  readonly wick?: number;
}

/**
 * Makes bars from closes: each opens where the last one closed, so that a price path can be written down as a list.
 *
 * @throws {InvalidOptionsError} an option is out of range.
 * @throws {DataError} a close is not a finite number above 0.
 * @example
 * ```ts
 * import { barsFromCloses } from '@sigmax/core/testing';
 * const bars = barsFromCloses([100, 103, 101]);
 * [...bars.open]; // => [100, 100, 103]
 * [...bars.high]; // => [100, 103, 103]
 * ```
 */
export const barsFromCloses = (closes: readonly number[], options: MadeBarsOptions = {}): BarSeries => {
  const { instrumentId = 'demo:BTC/USDT', timeframeMs = 3_600_000, volume = 1_000, wick = 0 } = options;
  const { startMs = timeframeMs } = options;
  const close = Float64Array.from(closes);
  const open = close.map((price, index) => close[index - 1] ?? price);
  return barSeries({
    instrumentId,
    timeframeMs,
    timeMs: close.map((_, index) => startMs + index * timeframeMs),
    open,
    high: close.map((price, index) => Math.max(price, open[index] as number) * (1 + wick)),
    low: close.map((price, index) => Math.min(price, open[index] as number) * (1 - wick)),
    close,
    volume: new Float64Array(close.length).fill(volume),
    source: 'made by hand',
    isSimulated: true,
  });
};
