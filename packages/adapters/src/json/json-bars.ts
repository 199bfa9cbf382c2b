import type { BarSeries } from '@sigmax/core';
import { inputFile, readChunks } from '../internal/read-chunks';
import { type JsonBarsOptions, readJsonOptions } from './json-options';
import { seriesFromJson, streamInstead } from './parse-json-bars';

/**
 * Reads a JSON file of bars into memory, checked, as columns.
 *
 * Four forms, told by how the text begins:
 * - a list of arrays `[time, open, high, low, close, volume]`, as ccxt gives; further values are ignored;
 * - a list of objects `{ time, open, high, low, close, volume }`, with the aliases that {@link csvBars} knows;
 * - an object of columns `{ time: [...], open: [...], … }`;
 * - JSON Lines: one such array or object a line.
 *
 * Numbers may be JSON numbers or decimal strings, as many venues send them. Times, stamp, timeframe, gzip and
 * `close_time` are as with CSV. Nothing is skipped or mended.
 *
 * - Cost: the whole text and its values are in memory while it is read.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @throws {DataError} the file cannot be read or is not bars; the message names file, element (0-based) or line,
 *   field, value and remedy.
 * @see {@link jsonBarStream} for JSON Lines larger than memory, {@link parseJsonBars} for text.
 * @example
 * ```ts
 * import { jsonBars } from '@sigmax/adapters/json';
 * const bars = await jsonBars('ohlcv.json', { instrumentId: 'binance:BTC/USDT', timeframe: '1h' });
 * console.log(bars.length, bars.source);
 * ```
 */
export const jsonBars = async (file: string | URL, options: JsonBarsOptions): Promise<BarSeries> => {
  const settings = readJsonOptions(options, 'jsonBars');
  const { path, name } = inputFile(file, 'jsonBars');
  const { source = path, maxBytes } = settings;
  const chunks: Buffer[] = [];
  for await (const chunk of readChunks(path, { source, maxBytes, tooLargeRemedy: streamInstead })) chunks.push(chunk);
  return seriesFromJson(Buffer.concat(chunks), settings, source, settings.source ?? name);
};
