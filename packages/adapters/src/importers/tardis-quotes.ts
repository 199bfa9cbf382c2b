import type { Quote } from '@sigmax/core';
import { z } from 'zod';
import { type EventRows, importEvents } from './import-events';
import { readImportOptions } from './import-options';
import { TableRows, type TableShape } from './table-rows';
import { type TardisOptions, tardisFields, tardisTimes } from './tardis-options';

type TardisQuoteField = 'time' | 'localTime' | 'askAmount' | 'askPrice' | 'bidPrice' | 'bidAmount';

export interface TardisQuotesOptions extends TardisOptions<TardisQuoteField> {
  /**
   * What happens to a row with an empty side, which a quote of SIGMAX cannot say: `'refuse'` is an error, `'skip'` leaves it
   * out. Defaults to `'refuse'`.
   */
  readonly emptySides?: 'refuse' | 'skip';
}

const quotes: TableShape<TardisQuoteField> = {
  names: {
    ...tardisTimes,
    askAmount: ['askamount'],
    askPrice: ['askprice'],
    bidPrice: ['bidprice'],
    bidAmount: ['bidamount'],
  },
  orders: [],
};

const fields = { ...tardisFields(quotes), emptySides: z.enum(['refuse', 'skip']).default('refuse') };

/**
 * Reads best prices from a file of Tardis (`quotes` or `book_ticker`), CSV in gzip or plain.
 *
 * - Units: microseconds in the file.
 * - Cost: 1 MiB of the file in memory at a time, with the quotes in it.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the quotes before it: `EMPTY_SIDE` and others; the message names file, line,
 *   field and value
 * @see https://docs.tardis.dev/downloadable-csv-files
 * @example
 * ```ts no-run
 * import { tardisQuotes } from '@sigmax/adapters/importers';
 * for await (const quote of tardisQuotes('BTCUSDT.csv.gz', { instrumentId: 'binance:BTC/USDT' })) console.log(quote.bid);
 * ```
 */
export const tardisQuotes = (file: string | URL, options: TardisQuotesOptions): AsyncIterable<Quote> => {
  const what = 'tardisQuotes';
  const settings = readImportOptions(fields, options, what);
  const { instrumentId, timeRangeMs, columns, clock, emptySides } = settings;
  return importEvents<Quote>({
    file,
    settings,
    what,
    rows: (source, onEvent): EventRows =>
      new TableRows<TardisQuoteField>({
        shape: quotes,
        source,
        timeRangeMs,
        columns,
        onRow: (row) => {
          const empty = (['bidPrice', 'askPrice'] as const).find((field) => !row.has(field));
          if (empty !== undefined) {
            if (emptySides === 'skip') return;
            row.fail({
              code: 'EMPTY_SIDE',
              problem: `${empty} was empty: the book had nothing on that side`,
              remedy: "Pass emptySides: 'skip' to leave such rows out.",
              field: empty,
              value: '',
            });
          }
          onEvent({
            type: 'quote',
            instrumentId,
            timeMs: row.time(clock === 'local' ? 'localTime' : 'time'),
            bid: row.positive('bidPrice'),
            bidQuantity: row.amount('bidAmount'),
            ask: row.positive('askPrice'),
            askQuantity: row.amount('askAmount'),
          });
        },
      }),
  });
};
