import { constants } from 'node:buffer';
import type { BarSeries } from '@sigmax/core';
import { dataError } from '../internal/fault';
import { firstText } from '../internal/read-chunks';
import { SeriesBuilder } from '../internal/series-builder';
import { isDocument, readDocument } from './json-document';
import { JsonLines } from './json-lines';
import { type JsonBarsOptions, readJsonOptions } from './json-options';

export const streamInstead =
  'Raise the limit if memory allows, or write JSON Lines, one bar a line, and read it with jsonBarStream or jsonBarSource.';

/** Reads a whole JSON text in whichever of its forms it is. */
export const seriesFromJson = (
  bytes: Buffer,
  settings: ReturnType<typeof readJsonOptions>,
  source: string,
  name: string,
): BarSeries => {
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    const problem = `the text has ${bytes.length} bytes, more than one string holds`;
    throw dataError(source, undefined, { code: 'TOO_LARGE', problem, remedy: streamInstead });
  }
  const builder = new SeriesBuilder({ source, maxRows: settings.maxRows, tooLargeRemedy: streamInstead });
  if (isDocument(bytes)) {
    const check = readDocument(bytes, settings, source, builder.push);
    return builder.finish(check, check.finish(), settings, name);
  }
  const lines = new JsonLines(settings, source, builder.push);
  lines.push(bytes);
  return builder.finish(lines.check, lines.finish(), settings, name);
};

/**
 * Returns the bars of a JSON text, checked, as columns.
 *
 * The rules are those of {@link jsonBars}; nothing is read from disk and nothing is unpacked.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @throws {DataError} the text is not bars; the message names element or line, field, value and remedy.
 * @example
 * ```ts
 * import { parseJsonBars } from '@sigmax/adapters/json';
 * const ohlcv = '[[1704067200000, 100, 110, 90, 105, 7], [1704070800000, 105, 120, 105, 118, 9]]';
 * const bars = parseJsonBars(ohlcv, { instrumentId: 'binance:BTC/USDT', timeframe: '1h' });
 * bars.close; // => Float64Array.of(105, 118)
 * ```
 */
export const parseJsonBars = (text: string | Uint8Array, options: JsonBarsOptions): BarSeries => {
  const settings = readJsonOptions(options, 'parseJsonBars');
  const source = settings.source ?? 'json text';
  return seriesFromJson(firstText(asBuffer(text), source), settings, source, source);
};

const asBuffer = (text: string | Uint8Array): Buffer =>
  typeof text === 'string' ? Buffer.from(text) : Buffer.from(text.buffer, text.byteOffset, text.byteLength);
