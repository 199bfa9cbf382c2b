import { DataError, InvalidOptionsError } from '../errors';
import type { Bar } from './bar';

/**
 * The bars of one instrument as columns, one `Float64Array` per field, in time order.
 *
 * `timeMs[i]` is the close of bar i. Gaps are allowed; duplicates and steps backwards are not. A series is checked once and
 * must not change afterwards.
 */
export interface BarSeries {
  readonly instrumentId: string;
  /** Length of one bar in milliseconds. */
  readonly timeframeMs: number;
  readonly length: number;
  readonly timeMs: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** Where the bars come from, as shown in reports: a file name, a venue, a simulator and its seed. */
  readonly source: string;
  /** True for generated prices. Reports say so. */
  readonly isSimulated: boolean;
}

export interface BarSeriesOptions {
  readonly instrumentId: string;
  readonly timeframeMs: number;
  readonly timeMs: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly source?: string;
  readonly isSimulated?: boolean;
  /** Names the place of bar `index` in an error, for example `line 12`. Defaults to `bar <index>`. */
  readonly locate?: (index: number) => string;
}

/** What is wrong with a bar, or `undefined` when nothing is. Shared by columns and by single events. */
export const barFault = (
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
): { code: string; message: string; remedy: string } | undefined => {
  // One chain of comparisons that a NaN fails, so that a good bar costs nothing more.
  if (
    low > 0 &&
    low <= open &&
    low <= close &&
    open <= high &&
    close <= high &&
    high < Infinity &&
    volume >= 0 &&
    volume < Infinity
  ) {
    return undefined;
  }
  for (const [field, value] of Object.entries({ open, high, low, close })) {
    if (!Number.isFinite(value))
      return {
        code: 'NOT_FINITE',
        message: `${field} was ${value}`,
        remedy: 'Remove or mend the bar; prices must be finite numbers.',
      };
    if (!(value > 0))
      return {
        code: 'NOT_POSITIVE',
        message: `${field} was ${value}`,
        remedy: 'Remove or mend the bar; prices must be above 0.',
      };
  }
  if (!Number.isFinite(volume))
    return { code: 'NOT_FINITE', message: `volume was ${volume}`, remedy: 'Use 0 for a bar without trades.' };
  if (!(volume >= 0))
    return { code: 'NEGATIVE_VOLUME', message: `volume was ${volume}`, remedy: 'Use 0 for a bar without trades.' };
  if (!(low <= high))
    return {
      code: 'HIGH_BELOW_LOW',
      message: `high was ${high}, below low ${low}`,
      remedy: 'Check the order of the columns.',
    };
  return {
    code: 'OUTSIDE_RANGE',
    message: `open ${open} or close ${close} was outside low ${low} to high ${high}`,
    remedy: 'Check the order of the columns, or remove the bar.',
  };
};

/** What is wrong with the time of a bar after another, or `undefined`. */
export const timeFault = (
  timeMs: number,
  previousMs: number,
): { code: string; message: string; remedy: string } | undefined => {
  if (timeMs > previousMs && timeMs < Infinity) return undefined;
  if (!Number.isFinite(timeMs))
    return { code: 'NOT_FINITE', message: `time was ${timeMs}`, remedy: 'Give milliseconds since the epoch.' };
  if (timeMs === previousMs) {
    return { code: 'DUPLICATE_TIME', message: `time ${timeMs} came twice`, remedy: 'Keep one of the two bars.' };
  }
  return { code: 'OUT_OF_ORDER', message: `time ${timeMs} came after ${previousMs}`, remedy: 'Sort the bars by time.' };
};

const columns = ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const;

const columnFault = (column: unknown, length: number): string | undefined => {
  if (column === undefined || column === null) return 'missing';
  if (!(column instanceof Float64Array)) return 'no Float64Array';
  return column.length === length ? undefined : `of length ${column.length}, time has ${length}`;
};

/**
 * Checks columns and returns them as a series; the columns are shared, not copied.
 *
 * @throws {InvalidOptionsError} a column is missing, or the columns differ in length.
 * @throws {DataError} a value is not finite, a price is not positive, high and low are crossed, or time does not rise.
 * @example
 * ```ts
 * import { barSeries } from '@sigmax/core';
 * const column = Float64Array.of(100, 101);
 * barSeries({
 *   instrumentId: 'demo:BTC/USDT', timeframeMs: 60_000, timeMs: Float64Array.of(60_000, 120_000),
 *   open: column, high: column, low: column, close: column, volume: Float64Array.of(1, 1),
 * }).length; // => 2
 * ```
 */
export const barSeries = (options: BarSeriesOptions): BarSeries => {
  const { instrumentId, timeframeMs, timeMs, open, high, low, close, volume } = options;
  const length = timeMs?.length;
  for (const name of columns) {
    const was = columnFault(options[name], length);
    if (was === undefined) continue;
    throw new InvalidOptionsError({
      code: 'INVALID_COLUMN',
      message: `barSeries: column ${name} was ${was}.`,
      remedy: 'Give six Float64Arrays of one length.',
      context: { instrumentId, column: name },
    });
  }
  if (!(Number.isFinite(timeframeMs) && timeframeMs > 0)) {
    throw new InvalidOptionsError({
      code: 'INVALID_TIMEFRAME',
      message: `barSeries: timeframeMs was ${timeframeMs}.`,
      remedy: 'Give the length of a bar in milliseconds, for example 3600000.',
      context: { instrumentId, timeframeMs },
    });
  }
  const locate = options.locate ?? ((index: number) => `bar ${index}`);
  let previousMs = -Infinity;
  for (let index = 0; index < length; index++) {
    const time = timeMs[index] as number;
    const fault =
      timeFault(time, previousMs) ??
      barFault(
        open[index] as number,
        high[index] as number,
        low[index] as number,
        close[index] as number,
        volume[index] as number,
      );
    if (fault !== undefined) {
      const source = options.source ?? instrumentId;
      throw new DataError({
        code: fault.code,
        message: `${source}, ${locate(index)}: ${fault.message}.`,
        remedy: fault.remedy,
        context: { source, instrumentId, index, timeMs: time },
      });
    }
    previousMs = time;
  }
  return {
    instrumentId,
    timeframeMs,
    length,
    timeMs,
    open,
    high,
    low,
    close,
    volume,
    source: options.source ?? 'memory',
    isSimulated: options.isSimulated ?? false,
  };
};

/** Returns bar `index` of a series as an object. */
export const barAt = (series: BarSeries, index: number): Bar => ({
  type: 'bar',
  instrumentId: series.instrumentId,
  timeMs: series.timeMs[index] as number,
  open: series.open[index] as number,
  high: series.high[index] as number,
  low: series.low[index] as number,
  close: series.close[index] as number,
  volume: series.volume[index] as number,
});
