import { type BarSeries, barSeries } from '../../market/bar-series';

const columns = ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const;
type Columns = Pick<BarSeries, (typeof columns)[number]>;

const rebuilt = (series: BarSeries, column: (name: keyof Columns) => Float64Array): BarSeries =>
  barSeries({
    ...series,
    ...(Object.fromEntries(columns.map((name) => [name, column(name)])) as unknown as Columns),
  });

/** The bars of a series that a test lets through. */
export const keptBars = (series: BarSeries, keeps: (index: number) => boolean): BarSeries =>
  rebuilt(series, (name) => series[name].filter((_, index) => keeps(index)));

/** The first bars of every series, up to and without `timeMs`. */
export const barsBefore = (market: readonly BarSeries[], timeMs: number): BarSeries[] =>
  market.map((series) => keptBars(series, (index) => (series.timeMs[index] as number) < timeMs));

/** The same market before `timeMs`, and another one's bars from then on. */
export const withOtherFuture = (
  market: readonly BarSeries[],
  other: readonly BarSeries[],
  timeMs: number,
): BarSeries[] =>
  market.map((series, place) => {
    const later = other[place] as BarSeries;
    return rebuilt(series, (name) =>
      series[name].map((value, index) =>
        (series.timeMs[index] as number) < timeMs ? value : (later[name][index] as number),
      ),
    );
  });

/** The same bars with another volume or other prices; `change` sees each value and its index. */
export const changedColumns = (
  series: BarSeries,
  names: readonly (keyof Columns)[],
  change: (value: number, index: number) => number,
): BarSeries => rebuilt(series, (name) => (names.includes(name) ? series[name].map(change) : series[name]));
