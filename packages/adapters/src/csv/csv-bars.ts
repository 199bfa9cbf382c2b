import type { BarSeries } from '@sigmax/core';
import { inputFile, readChunks } from '../internal/read-chunks';
import { SeriesBuilder } from '../internal/series-builder';
import { type CsvBarsOptions, readCsvOptions } from './csv-options';
import { CsvRows } from './csv-rows';
import { streamInstead } from './parse-csv-bars';

/**
 * Reads a CSV file of bars into memory, checked, as columns.
 *
 * - Text: UTF-8 with or without a byte order mark, LF or CRLF, plain or gzip (told by its first bytes).
 * - Columns: by header, in any case and with common aliases (`timestamp`, `date`, `open_time`, `o`, `vol`, …), or
 *   time, open, high, low, close, volume in this order when there is none. Other columns are ignored.
 * - Times: ISO 8601 or a count of s, ms, us or ns, the same throughout. Text without an offset is UTC.
 * - Stamp: a file's times are taken as the **open** of each bar; the series carries the close.
 * - Timeframe: when not given, what `close_time` says, otherwise the smallest spacing. Gaps must be whole bars.
 * - A `close_time` column must agree with the time; the last ms, us, ns or second of a bar counts as its close.
 *
 * Nothing is skipped or mended. A last line that was cut inside its last number cannot be told from a good one.
 *
 * - Cost: one pass over the file; 48 bytes of memory a bar, twice that for a moment.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @throws {DataError} the file cannot be read or is not bars; the message names file, line, column, value and remedy.
 * @see {@link csvBarStream} for files larger than memory, {@link parseCsvBars} for text.
 * @example
 * ```ts
 * import { csvBars } from '@sigmax/adapters/csv';
 * const bars = await csvBars('btc-1h.csv.gz', { instrumentId: 'binance:BTC/USDT', timeframe: '1h' });
 * console.log(bars.length, bars.source);
 * ```
 */
export const csvBars = async (file: string | URL, options: CsvBarsOptions): Promise<BarSeries> => {
  const settings = readCsvOptions(options, 'csvBars');
  const { path, name } = inputFile(file, 'csvBars');
  const { source = path, maxRows, maxBytes } = settings;
  const builder = new SeriesBuilder({ source, maxRows, tooLargeRemedy: streamInstead });
  const rows = new CsvRows(settings, source, builder.push);
  for await (const chunk of readChunks(path, { source, maxBytes, tooLargeRemedy: streamInstead })) rows.push(chunk);
  return builder.finish(rows.check, rows.finish(), settings, settings.source ?? name);
};
