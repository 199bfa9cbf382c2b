import { type BarSeries, barAt, barSeries } from '../market/bar-series';
import { seededRandom } from '../random';
import type { Column } from './column';

type Values = readonly (number | undefined)[];

/** A random walk of bars that starts at `price`, with gaps between the bars. */
export const randomSeries = (length: number, seed: number, price = 100): BarSeries => {
  const random = seededRandom(seed);
  const column = () => new Float64Array(length);
  const series = { open: column(), high: column(), low: column(), close: column(), volume: column() };
  let last = price;
  for (let index = 0; index < length; index++) {
    const open = last * (1 + 0.002 * random.normal());
    const close = open * (1 + 0.01 * random.normal());
    series.open[index] = open;
    series.close[index] = close;
    series.high[index] = Math.max(open, close) * (1 + 0.004 * random.uniform());
    series.low[index] = Math.min(open, close) * (1 - 0.004 * random.uniform());
    series.volume[index] = 1_000 * random.uniform();
    last = close;
  }
  const timeMs = Float64Array.from({ length }, (_, index) => 60_000 * (index + 1));
  return barSeries({ instrumentId: 'test:BTC/USDT', timeframeMs: 60_000, timeMs, ...series });
};

/** The bars of a series as objects. */
export const barsOf = (series: BarSeries) => Array.from({ length: series.length }, (_, index) => barAt(series, index));

/** A series from rows of high, low and close, and volume where given; the bars open at their close. */
export const seriesOf = (rows: readonly (readonly number[])[]): BarSeries => {
  const column = (place: number) => Float64Array.from(rows, (row) => row[place] ?? 1);
  return barSeries({
    instrumentId: 'test:BTC/USDT',
    timeframeMs: 60_000,
    timeMs: Float64Array.from(rows, (_, index) => 60_000 * (index + 1)),
    open: column(2),
    high: column(0),
    low: column(1),
    close: column(2),
    volume: column(3),
  });
};

export const valuesOf = (column: Column): Values => Array.from({ length: column.length }, (_, i) => column.at(i));

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The definition of a rolling indicator, taken literally: `compute` of each full window, `undefined` before. */
export const overWindows = <Output>(
  values: ArrayLike<number>,
  period: number,
  compute: (window: number[]) => Output,
): (Output | undefined)[] => {
  const all = Array.from(values);
  return all.map((_, index) => (index + 1 < period ? undefined : compute(all.slice(index + 1 - period, index + 1))));
};

/** An exponential average, taken literally: the mean of the first `period` numbers, then steps of `weight`. */
export const exponentially = (values: Values, period: number, weight: number): (number | undefined)[] => {
  const start = values.findIndex((value) => value !== undefined) + period - 1;
  let average = 0;
  return values.map((value, index) => {
    if (value === undefined || index < start) return undefined;
    const isFirst = index === start;
    average = isFirst
      ? mean(values.slice(index + 1 - period, index + 1) as number[])
      : average * (1 - weight) + value * weight;
    return average;
  });
};

/** The true ranges of a series, taken literally. */
export const trueRanges = ({ high, low, close }: BarSeries): number[] =>
  Array.from(high, (top, index) => {
    const bottom = low[index] as number;
    const before = close[index - 1] ?? (top + bottom) / 2;
    return Math.max(top, before) - Math.min(bottom, before);
  });

/** Largest difference, relative to the largest magnitude expected; infinite where only one of the two is known. */
export const worstError = (actual: Column, expected: Values): number => {
  const scale = Math.max(...expected.map((value) => Math.abs(value ?? 0)));
  const errors = expected.map((value, index) => {
    const got = actual.at(index);
    if (value === undefined || got === undefined) return value === got ? 0 : Infinity;
    return Math.abs(got - value);
  });
  return actual.length === expected.length ? Math.max(...errors) / scale : Infinity;
};
