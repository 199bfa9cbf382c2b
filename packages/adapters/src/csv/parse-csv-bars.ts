import type { BarSeries } from '@sigmax/core';
import { firstText } from '../internal/read-chunks';
import { SeriesBuilder } from '../internal/series-builder';
import { type CsvBarsOptions, readCsvOptions } from './csv-options';
import { CsvRows } from './csv-rows';

export const streamInstead = 'Raise the limit if memory allows, or read bar by bar with csvBarStream or csvBarSource.';

/**
 * Returns the bars of a CSV text, checked, as columns.
 *
 * The rules are those of {@link csvBars}; nothing is read from disk and nothing is unpacked.
 *
 * - Cost: one pass; about 60 bytes of memory a bar.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @throws {DataError} the text is not bars; the message names line, column, value and remedy.
 * @example
 * ```ts
 * import { parseCsvBars } from '@sigmax/adapters/csv';
 * const text = 'time,open,high,low,close,volume\n2024-01-01T00:00:00Z,100,110,90,105,7\n2024-01-01T01:00:00Z,105,120,105,118,9\n';
 * const bars = parseCsvBars(text, { instrumentId: 'binance:BTC/USDT' });
 * bars.timeframeMs; // => 3600000
 * bars.timeMs[0]; // => Date.UTC(2024, 0, 1, 1)
 * ```
 */
export const parseCsvBars = (text: string | Uint8Array, options: CsvBarsOptions): BarSeries => {
  const settings = readCsvOptions(options, 'parseCsvBars');
  const source = settings.source ?? 'csv text';
  const builder = new SeriesBuilder({ source, maxRows: settings.maxRows, tooLargeRemedy: streamInstead });
  const rows = new CsvRows(settings, source, builder.push);
  const bytes =
    typeof text === 'string' ? Buffer.from(text) : Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  rows.push(firstText(bytes, source));
  return builder.finish(rows.check, rows.finish(), settings, source);
};
