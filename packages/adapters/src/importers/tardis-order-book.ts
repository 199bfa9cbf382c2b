import type { OrderBookDelta, OrderBookSnapshot } from '@sigmax/core';
import { type EventRows, importEvents } from './import-events';
import { readImportOptions } from './import-options';
import { type TableRow, TableRows, type TableShape } from './table-rows';
import { type TardisOptions, tardisFields, tardisTimes } from './tardis-options';

type TardisBookField = 'time' | 'localTime' | 'isSnapshot' | 'side' | 'price' | 'amount';

export type TardisOrderBookOptions = TardisOptions<TardisBookField>;

const book: TableShape<TardisBookField> = {
  names: { ...tardisTimes, isSnapshot: ['issnapshot'], side: ['side'], price: ['price'], amount: ['amount'] },
  orders: [],
};

const fields = tardisFields(book);

/** The rows of one message, or of one snapshot, which may be several messages. */
interface OpenEvent {
  readonly isSnapshot: boolean;
  readonly localMs: number;
  readonly timeMs: number;
  readonly bids: number[];
  readonly asks: number[];
}

const eventOf = (instrumentId: string, { isSnapshot, timeMs, bids, asks }: OpenEvent) => ({
  type: isSnapshot ? ('order-book-snapshot' as const) : ('order-book-delta' as const),
  instrumentId,
  timeMs,
  bids,
  asks,
});

const levelsOf = (event: OpenEvent, row: TableRow<TardisBookField>): number[] => {
  const side = row.text('side');
  if (side === 'bid') return event.bids;
  if (side === 'ask') return event.asks;
  const problem = `side was ${JSON.stringify(side)}, neither bid nor ask`;
  return row.fail({ code: 'UNKNOWN_SIDE', problem, remedy: 'Remove or mend the row.', field: 'side', value: side });
};

/**
 * Reads order books from a file of Tardis (`incremental_book_L2`), CSV in gzip or plain.
 *
 * Rows with one `local_timestamp` are one message and become one event. Rows of a snapshot that follow each other are one
 * snapshot, however many messages it took; it replaces the book, as the publisher asks. Amounts are absolute, 0 takes a price
 * out.
 *
 * - Units: microseconds in the file.
 * - Cost: 1 MiB of the file in memory at a time, and one event.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the events before it; the message names file, line, field and value
 * @see https://docs.tardis.dev/downloadable-csv-files
 * @example
 * ```ts no-run
 * import { createOrderBook } from '@sigmax/core';
 * import { tardisOrderBook } from '@sigmax/adapters/importers';
 * const instrumentId = 'binance:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * for await (const event of tardisOrderBook('BTCUSDT.csv.gz', { instrumentId })) {
 *   if (event.type === 'order-book-snapshot') book.load(event);
 *   else book.apply(event);
 * }
 * ```
 */
export const tardisOrderBook = (
  file: string | URL,
  options: TardisOrderBookOptions,
): AsyncIterable<OrderBookSnapshot | OrderBookDelta> => {
  const what = 'tardisOrderBook';
  const settings = readImportOptions(fields, options, what);
  const { instrumentId, timeRangeMs, columns, clock } = settings;
  return importEvents<OrderBookSnapshot | OrderBookDelta>({
    file,
    settings,
    what,
    rows: (source, onEvent): EventRows => {
      let open: OpenEvent | undefined;
      const flush = (): void => {
        if (open !== undefined) onEvent(eventOf(instrumentId, open));
        open = undefined;
      };
      const table = new TableRows<TardisBookField>({
        shape: book,
        source,
        timeRangeMs,
        columns,
        onRow: (row) => {
          const isSnapshot = row.flag('isSnapshot');
          const localMs = row.time('localTime');
          if (open?.isSnapshot !== isSnapshot || (!isSnapshot && open.localMs !== localMs)) flush();
          open ??= { isSnapshot, localMs, timeMs: clock === 'local' ? localMs : row.time('time'), bids: [], asks: [] };
          levelsOf(open, row).push(row.positive('price'), row.amount('amount'));
        },
      });
      const finish = (): void => {
        table.finish();
        flush();
      };
      return { push: (chunk) => table.push(chunk), finish };
    },
  });
};
