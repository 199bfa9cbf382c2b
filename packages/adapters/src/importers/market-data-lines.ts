import { checkMarketData, DataError, type MarketData } from '@sigmax/core';
import { importEvents } from './import-events';
import { type ImportOptions, importFields, readImportOptions } from './import-options';
import { JsonRows } from './json-rows';

export type MarketDataLinesOptions = Omit<ImportOptions, 'instrumentId'>;

const { instrumentId: _, ...fields } = importFields;

/**
 * Reads market data as SIGMAX writes it: one event of core a line, as JSON. Plain, gzip or zip; what a catalogue exported with
 * `format: 'json'`.
 *
 * Events are checked as `checkMarketData` of core checks them; they must be in time order.
 *
 * - Cost: 1 MiB of the file in memory at a time, with the events in it.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the events before it; the message names file, line, field and value
 * @example
 * ```ts no-run
 * import { marketDataLines } from '@sigmax/adapters/importers';
 * for await (const event of marketDataLines('trades.jsonl.gz')) console.log(event.type, event.timeMs);
 * ```
 */
export const marketDataLines = (
  file: string | URL,
  options: MarketDataLinesOptions = {},
): AsyncIterable<MarketData> => {
  const what = 'marketDataLines';
  const settings = readImportOptions(fields, options, what);
  return importEvents<MarketData>({
    file,
    settings,
    what,
    rows: (source, onEvent) => {
      const check = checkMarketData();
      return new JsonRows(source, settings.timeRangeMs, (message, rows) => {
        // JSON has no undefined: a trade whose side is not known comes without one.
        const event = (message.type === 'trade' ? { side: undefined, ...message } : message) as unknown as MarketData;
        try {
          check(event);
        } catch (error) {
          if (!(error instanceof DataError)) throw error;
          const problem = error.message.replace(/^checkMarketData /, 'event ').replace(/\.$/, '');
          rows.fail({ code: error.code, problem, remedy: 'Mend or remove the line.', field: 'event' });
        }
        onEvent(event);
      });
    },
  });
};
