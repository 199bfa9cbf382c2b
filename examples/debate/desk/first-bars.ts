import { type BarSeries, barSeries } from '@sigmax/core';

/** The bars of a series up to a number. */
export const firstBars = (series: BarSeries, count: number): BarSeries => {
  if (series.length <= count) return series;
  const part = (column: Float64Array) => column.slice(0, count);
  const { timeMs, open, high, low, close, volume } = series;
  return barSeries({
    ...series,
    timeMs: part(timeMs),
    open: part(open),
    high: part(high),
    low: part(low),
    close: part(close),
    volume: part(volume),
  });
};
