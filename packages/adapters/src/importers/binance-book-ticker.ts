import type { Quote } from '@sigmax/core';
import { type EventRows, importEvents } from './import-events';
import { columnsField, importFields, readImportOptions, type TableOptions } from './import-options';
import { TableRows, type TableShape } from './table-rows';

type BookTickerField = 'bid' | 'bidQuantity' | 'ask' | 'askQuantity' | 'time';

export type BinanceBookTickerOptions = TableOptions<BookTickerField>;

const bookTicker: TableShape<BookTickerField> = {
  names: {
    bid: ['bestbidprice'],
    bidQuantity: ['bestbidqty'],
    ask: ['bestaskprice'],
    askQuantity: ['bestaskqty'],
    time: ['transactiontime'],
  },
  orders: [[undefined, 'bid', 'bidQuantity', 'ask', 'askQuantity', 'time', undefined]],
};

const fields = { ...importFields, ...columnsField(bookTicker) };

/**
 * Reads best prices from a file of Binance's public archive of futures (`bookTicker`): CSV in zip, gzip or plain.
 *
 * The time is that of the matching engine, `transaction_time`. Rows come in the order of the file.
 *
 * - Cost: 1 MiB of the file in memory at a time, with the quotes in it.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the quotes before it; the message names file, line, field and value
 * @see https://github.com/binance/binance-public-data
 * @example
 * ```ts no-run
 * import { binanceBookTicker } from '@sigmax/adapters/importers';
 * for await (const quote of binanceBookTicker('BTCUSDT-bookTicker-2024-01-01.zip', { instrumentId: 'binance:BTC/USDT' })) {
 *   console.log(quote.timeMs, quote.bid, quote.ask);
 * }
 * ```
 */
export const binanceBookTicker = (file: string | URL, options: BinanceBookTickerOptions): AsyncIterable<Quote> => {
  const what = 'binanceBookTicker';
  const settings = readImportOptions(fields, options, what);
  const { instrumentId, timeRangeMs, columns } = settings;
  return importEvents<Quote>({
    file,
    settings,
    what,
    rows: (source, onEvent): EventRows =>
      new TableRows<BookTickerField>({
        shape: bookTicker,
        source,
        timeRangeMs,
        columns,
        onRow: (row) =>
          onEvent({
            type: 'quote',
            instrumentId,
            timeMs: row.time('time'),
            bid: row.positive('bid'),
            bidQuantity: row.amount('bidQuantity'),
            ask: row.positive('ask'),
            askQuantity: row.amount('askQuantity'),
          }),
      }),
  });
};
