import type { Bar } from '@sigmax/core';
import type { Observable } from 'rxjs';
import { type BarBatchOptions, barIterable, barObservable } from '../internal/bar-batches';
import { inputFile } from '../internal/read-chunks';
import { JsonLines } from './json-lines';
import { type JsonStreamOptions, readJsonStreamOptions } from './json-options';

const batchOptions = (file: string | URL, options: JsonStreamOptions, what: string): BarBatchOptions => {
  const settings = readJsonStreamOptions(options, what);
  const { path } = inputFile(file, what);
  const { source = path } = settings;
  return { path, source, settings, rows: (onBar) => new JsonLines(settings, source, onBar) };
};

/**
 * Reads JSON Lines bar by bar, for files larger than memory. The rules are those of {@link jsonBars}.
 *
 * The timeframe must be given, since the first bar needs it. Every iteration reads the file anew.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing.
 * @throws {DataError} while iterating, after the bars before it: the file cannot be read or is not bars.
 * @example
 * ```ts
 * import { jsonBarStream } from '@sigmax/adapters/json';
 * for await (const bar of jsonBarStream('btc-1m.jsonl.gz', { instrumentId: 'binance:BTC/USDT', timeframe: '1m' })) {
 *   console.log(bar.timeMs, bar.close);
 * }
 * ```
 */
export const jsonBarStream = (file: string | URL, options: JsonStreamOptions): AsyncIterable<Bar> =>
  barIterable(batchOptions(file, options, 'jsonBarStream'));

/**
 * Reads JSON Lines as a cold observable of bars. The rules are those of {@link jsonBarStream}.
 *
 * Completes at the end of the file; errors with a `DataError` after the bars before it. Unsubscribing closes the file.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing.
 * @example
 * ```ts
 * import { jsonBarSource } from '@sigmax/adapters/json';
 * jsonBarSource('btc-1m.jsonl', { instrumentId: 'binance:BTC/USDT', timeframe: '1m' }).subscribe((bar) => {
 *   console.log(bar.close);
 * });
 * ```
 */
export const jsonBarSource = (file: string | URL, options: JsonStreamOptions): Observable<Bar> =>
  barObservable(batchOptions(file, options, 'jsonBarSource'));
