import { type BarSeries, barSeries } from './bar-series';

/**
 * Returns bars `from` to `to` − 1 of a series, as `Array.slice` counts: below 0 from the end, beyond it to the end.
 *
 * Shares memory with the series. Cost: one check of the part.
 *
 * @example
 * ```ts
 * import { simulatedMarket, sliceBars } from '@sigmax/core';
 * const [series] = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 100 });
 * sliceBars(series, 10, 30).length; // => 20
 * sliceBars(series, -5).timeMs[4] === series.timeMs[99]; // => true
 * ```
 */
export const sliceBars = (series: BarSeries, from: number, to: number = series.length): BarSeries => {
  const { timeMs, open, high, low, close, volume, length, ...rest } = series;
  const place = (at: number): number => Math.min(length, at < 0 ? Math.max(0, length + at) : at);
  const part = (column: Float64Array): Float64Array => column.subarray(place(from), place(to));
  return barSeries({
    ...rest,
    timeMs: part(timeMs),
    open: part(open),
    high: part(high),
    low: part(low),
    close: part(close),
    volume: part(volume),
  });
};
