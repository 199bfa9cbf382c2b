import type { OrderBookDelta, OrderBookSnapshot, Quote, Trade } from '@sigmax/core';
import { FeedBook } from './feed-book';
import { importEvents } from './import-events';
import { clockField, type FeedClock, type ImportOptions, importFields, readImportOptions } from './import-options';
import { type JsonObject, JsonRows } from './json-rows';

export interface BinanceFeedOptions extends ImportOptions {
  /**
   * Which time an event carries: `'venue'` (`T`, the matching engine's), or `'local'`, the recorder's. Defaults to `'venue'`.
   * Trades, quotes and books are in one order by the local time only.
   */
  readonly clock?: FeedClock;
}

export type BinanceFeedEvent = Trade | Quote | OrderBookSnapshot | OrderBookDelta;

const fields = { ...importFields, ...clockField };

/** The recorder's time in nanoseconds as milliseconds; the whole and the rest apart, since the whole exceeds 2^53. */
const localMs = (rows: JsonRows): number => {
  const { prefix } = rows;
  if (/^\d{16,19}$/.test(prefix)) return Number(prefix.slice(0, -6)) + Number(prefix.slice(-6)) / 1_000_000;
  return rows.fail({
    code: 'BAD_TIME',
    problem: `the local time was ${JSON.stringify(prefix)}, not nanoseconds since the epoch`,
    remedy: 'Write each line as the time in nanoseconds, a space and the message.',
    field: 'localTime',
    value: prefix,
  });
};

/**
 * Reads a recorded feed of Binance futures: each line the local time in nanoseconds, a space and a raw message of the streams
 * `depth`, `trade` and `bookTicker`, or an answer with a snapshot of the book. Gzip, zip or plain.
 *
 * The book that comes out can be applied as it is: changes wait for the snapshot, those that it has already are left out, and
 * a gap in the chain of `pu` and `u` is an error. Other messages are left out.
 *
 * - Cost: 1 MiB of the file in memory at a time, with the events in it, and the changes that wait for a snapshot.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the events before it: `SEQUENCE_GAP`, `NO_SNAPSHOT` and others; the message
 *   names file, line, field and value
 * @see https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/How-to-manage-a-local-order-book-correctly
 * @example
 * ```ts no-run
 * import { binanceFeed } from '@sigmax/adapters/importers';
 * for await (const event of binanceFeed('usdm_btcusdt.gz', { instrumentId: 'binance:BTC/USDT', clock: 'local' })) {
 *   if (event.type === 'trade') console.log(event.timeMs, event.side, event.price);
 * }
 * ```
 */
export const binanceFeed = (file: string | URL, options: BinanceFeedOptions): AsyncIterable<BinanceFeedEvent> => {
  const what = 'binanceFeed';
  const settings = readImportOptions(fields, options, what);
  const { instrumentId, timeRangeMs, clock } = settings;
  const timeOf = (message: JsonObject, rows: JsonRows): number =>
    clock === 'local' ? localMs(rows) : rows.time(message, 'T');

  return importEvents<BinanceFeedEvent>({
    file,
    settings,
    what,
    rows: (source, onEvent) => {
      const book = new FeedBook(onEvent);
      const onData = (data: JsonObject, rows: JsonRows): void => {
        if (data.e === 'depthUpdate') {
          const timeMs = timeOf(data, rows);
          const [bids, asks] = [rows.levels(data, 'b'), rows.levels(data, 'a')];
          book.change(
            { type: 'order-book-delta', instrumentId, timeMs, bids, asks, updateId: rows.id(data, 'u') },
            { first: rows.count(data, 'U'), last: rows.count(data, 'u'), previous: rows.count(data, 'pu') },
            rows,
          );
        } else if (data.e === 'trade') {
          // Binance sends insurance-fund and ADL executions as trades of other kinds; they did not meet the book.
          if (data.X !== undefined && data.X !== 'MARKET') return;
          onEvent({
            type: 'trade',
            instrumentId,
            timeMs: timeOf(data, rows),
            id: rows.id(data, 't'),
            price: rows.price(data.p, 'p'),
            quantity: rows.price(data.q, 'q'),
            side: rows.flag(data, 'm') ? 'sell' : 'buy',
          });
        } else if (data.e === 'bookTicker') {
          onEvent({
            type: 'quote',
            instrumentId,
            timeMs: timeOf(data, rows),
            bid: rows.price(data.b, 'b'),
            bidQuantity: rows.quantity(data.B, 'B'),
            ask: rows.price(data.a, 'a'),
            askQuantity: rows.quantity(data.A, 'A'),
          });
        }
      };
      const onSnapshot = (message: JsonObject, rows: JsonRows): void => {
        const timeMs = timeOf(message, rows);
        const [bids, asks] = [rows.levels(message, 'bids'), rows.levels(message, 'asks')];
        book.snapshot(
          {
            type: 'order-book-snapshot',
            instrumentId,
            timeMs,
            bids,
            asks,
            updateId: rows.id(message, 'lastUpdateId'),
            ...knownTo(bids, asks),
          },
          rows.count(message, 'lastUpdateId'),
          rows,
        );
      };
      const rows = new JsonRows(source, timeRangeMs, (message, reader) => {
        if ('lastUpdateId' in message) onSnapshot(message, reader);
        else if ('stream' in message) onData(reader.object(message, 'data'), reader);
        else onData(message, reader);
      });
      const finish = (): void => {
        rows.finish();
        book.finish(rows);
      };
      return { push: (chunk) => rows.push(chunk), finish };
    },
  });
};

/** A snapshot has a limited number of levels: beyond its worst price there may be others. */
const knownTo = (bids: readonly number[], asks: readonly number[]) => ({
  ...(bids.length === 0 ? {} : { bidsKnownTo: Math.min(...bids.filter((_, index) => index % 2 === 0)) }),
  ...(asks.length === 0 ? {} : { asksKnownTo: Math.max(...asks.filter((_, index) => index % 2 === 0)) }),
});
