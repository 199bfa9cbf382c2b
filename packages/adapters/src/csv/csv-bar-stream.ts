import type { Bar } from '@sigmax/core';
import type { Observable } from 'rxjs';
import { type BarBatchOptions, barIterable, barObservable } from '../internal/bar-batches';
import { inputFile } from '../internal/read-chunks';
import { type CsvStreamOptions, readCsvStreamOptions } from './csv-options';
import { CsvRows } from './csv-rows';

const batchOptions = (file: string | URL, options: CsvStreamOptions, what: string): BarBatchOptions => {
  const settings = readCsvStreamOptions(options, what);
  const { path } = inputFile(file, what);
  const { source = path } = settings;
  return { path, source, settings, rows: (onBar) => new CsvRows(settings, source, onBar) };
};

/**
 * Reads a CSV file bar by bar, for files larger than memory. The rules are those of {@link csvBars}.
 *
 * The timeframe must be given, since the first bar needs it; that no two bars are one timeframe apart shows at the end.
 * Every iteration reads the file anew; leaving the loop closes it.
 *
 * - Cost: 1 MiB of the file in memory at a time, with the bars in it.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing.
 * @throws {DataError} while iterating, after the bars before it: the file cannot be read or is not bars.
 * @example
 * ```ts
 * import { csvBarStream } from '@sigmax/adapters/csv';
 * for await (const bar of csvBarStream('btc-1m.csv.gz', { instrumentId: 'binance:BTC/USDT', timeframe: '1m' })) {
 *   console.log(bar.timeMs, bar.close);
 * }
 * ```
 */
export const csvBarStream = (file: string | URL, options: CsvStreamOptions): AsyncIterable<Bar> =>
  barIterable(batchOptions(file, options, 'csvBarStream'));

/**
 * Reads a CSV file as a cold observable of bars, for files larger than memory. The rules are those of {@link csvBarStream}.
 *
 * Completes at the end of the file; errors with a `DataError` after the bars before it. Unsubscribing closes the file.
 * There is no back-pressure: a slow asynchronous consumer must keep up with 1 MiB of the file at a time.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing.
 * @example
 * ```ts
 * import { csvBarSource } from '@sigmax/adapters/csv';
 * csvBarSource('btc-1m.csv.gz', { instrumentId: 'binance:BTC/USDT', timeframe: '1m' }).subscribe({
 *   next: (bar) => console.log(bar.close),
 *   error: (error) => console.error(error),
 * });
 * ```
 */
export const csvBarSource = (file: string | URL, options: CsvStreamOptions): Observable<Bar> =>
  barObservable(batchOptions(file, options, 'csvBarSource'));
