import { type Bar, type Timeframe, timeframeMs } from '@sigmax/core';
import { z } from 'zod';
import { BarCheck } from '../internal/bar-check';
import { parseDecimal } from '../internal/decimal';
import { dataError, element, shown } from '../internal/fault';
import { importFields, readImportOptions } from './import-options';

/** A row as ccxt's `fetchOHLCV` gives it: open time in ms, open, high, low, close, volume. */
export type OhlcvRow = readonly (number | string | null | undefined)[];

export interface CcxtOhlcvOptions {
  /** `"venue:BASE/QUOTE"`. */
  readonly instrumentId: string;
  readonly timeframe: Timeframe;
  /** Name of the data in errors. Defaults to `'ohlcv'`. */
  readonly source?: string;
  /** Bars that close after this moment are left out: the last row of a venue's answer is not finished. */
  readonly untilMs?: number;
  /** Times outside `[first, limit)` are errors. Defaults to 2009 up to 2100. */
  readonly timeRangeMs?: readonly [number, number];
}

const { checksum: _, ...withoutFile } = importFields;
const fields = { ...withoutFile, timeframe: z.string(), untilMs: z.number().default(Number.POSITIVE_INFINITY) };

const names = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** A number, or a decimal number as text; `NaN` for everything else. */
const numberOf = (value: OhlcvRow[number]): number => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return Number.NaN;
  const bytes = Buffer.from(value, 'latin1');
  return parseDecimal(bytes, 0, bytes.length);
};

/**
 * Reads bars from rows of ccxt's `fetchOHLCV`, or from pages of such rows, which arrive one after the other.
 *
 * A bar carries its close, one timeframe after the time of its row. Numbers may be text. Rows must rise in time: where pages
 * overlap, drop what came already, or let a catalogue do it page by page.
 *
 * - Cost: one page in memory.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the bars before it; the message names element, field and value
 * @example
 * ```ts
 * import { ccxtOhlcv } from '@sigmax/adapters/importers';
 * const rows = [[1704067200000, 100, 110, 90, 105, 7], [1704070800000, 105, 106, 101, 102, 3]];
 * const closes: number[] = [];
 * for await (const bar of ccxtOhlcv(rows, { instrumentId: 'binance:BTC/USDT', timeframe: '1h' })) closes.push(bar.close);
 * closes; // => [105, 102]
 * ```
 */
export const ccxtOhlcv = (
  rows: Iterable<OhlcvRow | readonly OhlcvRow[]> | AsyncIterable<OhlcvRow | readonly OhlcvRow[]>,
  options: CcxtOhlcvOptions,
): AsyncIterable<Bar> => {
  const settings = readImportOptions(fields, { source: 'ohlcv', ...options }, 'ccxtOhlcv');
  const { instrumentId, timeRangeMs, untilMs, source = 'ohlcv' } = settings;
  const frameMs = timeframeMs(settings.timeframe);

  const read = (row: OhlcvRow, index: number): readonly number[] =>
    names.map((field, column) => {
      const value = row[column];
      const number = numberOf(value);
      const isOutside = field === 'time' && !(number >= timeRangeMs[0] && number < timeRangeMs[1]);
      if (Number.isFinite(number) && !isOutside) return number;
      throw dataError(source, element(index), {
        code: Number.isFinite(number) ? 'TIME_OUT_OF_RANGE' : 'NOT_A_NUMBER',
        problem: `${field} was ${shown(String(value))}, not ${field === 'time' ? 'milliseconds since the epoch' : 'a number'}`,
        remedy: 'A row is [time, open, high, low, close, volume], the time in milliseconds.',
        field,
        value,
      });
    });

  async function* bars(): AsyncGenerator<Bar, void, undefined> {
    let index = 0;
    const check = new BarCheck({ source, timeframeMs: frameMs, stamp: 'open', locate: element });
    for await (const one of rows) {
      const page = (Array.isArray(one[0]) ? one : [one]) as readonly OhlcvRow[];
      for (const row of one.length === 0 ? [] : page) {
        const [openTimeMs, open, high, low, close, volume] = read(row, index++) as [
          number,
          number,
          number,
          number,
          number,
          number,
        ];
        check.add(openTimeMs, open, high, low, close, volume, Number.NaN);
        const timeMs = openTimeMs + frameMs;
        if (timeMs <= untilMs) yield { type: 'bar', instrumentId, timeMs, open, high, low, close, volume };
      }
    }
    check.finish();
  }
  return { [Symbol.asyncIterator]: bars };
};
