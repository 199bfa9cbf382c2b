import type { BarSeries } from '../../market/bar-series';

/** Borders of equal parts of a series: part i goes from borders[i] to borders[i + 1]. */
export const parts = (length: number, most: number): Int32Array => {
  const count = Math.min(length, most);
  return Int32Array.from({ length: count + 1 }, (_, index) => Math.floor((index * length) / count));
};

/** Borders for `lowAndHigh`: every value while there are few, else equal parts, and the last value by itself. */
export const curveParts = (length: number, most: number): Int32Array =>
  length <= 2 * most ? parts(length, length) : Int32Array.of(...parts(length - 1, most), length);

/** Seven significant digits are finer than any pixel. */
export const short = (value: number): number => Number(value.toPrecision(7));

/**
 * The lowest and the highest value of each part, in the order in which they came: what a line through all points would
 * cover, whatever the width of the chart. A series that fits is kept as it is.
 */
export const lowAndHigh = (values: ArrayLike<number>, borders: Int32Array): number[] => {
  if (borders.length - 1 === values.length) return Array.from(values, short);
  const kept: number[] = [];
  for (let part = 0; part + 1 < borders.length; part++) {
    const from = borders[part] as number;
    let low = from;
    let high = from;
    for (let index = from + 1; index < (borders[part + 1] as number); index++) {
      if ((values[index] as number) < (values[low] as number)) low = index;
      if ((values[index] as number) > (values[high] as number)) high = index;
    }
    kept.push(short(values[Math.min(low, high)] as number), short(values[Math.max(low, high)] as number));
  }
  return kept;
};

/** Times for `lowAndHigh`: the first and the last of each part, in whole seconds. */
export const timesOfParts = (timeMs: ArrayLike<number>, borders: Int32Array): number[] => {
  const seconds = (index: number) => Math.round((timeMs[index] as number) / 1_000);
  if (borders.length - 1 === timeMs.length) return Array.from(timeMs, (_, index) => seconds(index));
  const kept: number[] = [];
  for (let part = 0; part + 1 < borders.length; part++) {
    kept.push(seconds(borders[part] as number), seconds((borders[part + 1] as number) - 1));
  }
  return kept;
};

/** Candles as columns; each may stand for several bars. */
export interface Candles {
  readonly time: readonly number[];
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
}

export const candlesOf = (series: BarSeries, borders: Int32Array): Candles => {
  const candles = {
    time: [] as number[],
    open: [] as number[],
    high: [] as number[],
    low: [] as number[],
    close: [] as number[],
  };
  for (let part = 0; part + 1 < borders.length; part++) {
    const from = borders[part] as number;
    const last = (borders[part + 1] as number) - 1;
    let low = series.low[from] as number;
    let high = series.high[from] as number;
    for (let index = from + 1; index <= last; index++) {
      low = Math.min(low, series.low[index] as number);
      high = Math.max(high, series.high[index] as number);
    }
    candles.time.push(Math.round((series.timeMs[last] as number) / 1_000));
    candles.open.push(short(series.open[from] as number));
    candles.high.push(short(high));
    candles.low.push(short(low));
    candles.close.push(short(series.close[last] as number));
  }
  return candles;
};

/** A column of rising numbers as differences, which are shorter to write. */
export const differences = (values: readonly number[]): number[] =>
  values.map((value, index) => value - (values[index - 1] ?? 0));
