import type { OrderBookDelta, OrderBookSnapshot } from '@sigmax/core';
import { importEvents } from './import-events';
import { type ImportOptions, importFields, readImportOptions } from './import-options';
import { type JsonObject, JsonRows } from './json-rows';

export type BybitOrderBookOptions = ImportOptions;

/**
 * Reads order books from a file of Bybit's archive (`ob500`, and every other depth): messages of the topic `orderbook`, one a
 * line. Zip, gzip or plain.
 *
 * The time is the matching engine's, `cts`, or the message's, `ts`, in older files. Changes must count on one by one: a gap
 * is an error until the next snapshot.
 *
 * - Cost: 1 MiB of the file in memory at a time, with the events in it.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the events before it: `SEQUENCE_GAP`, `NO_SNAPSHOT` and others; the message
 *   names file, line, field and value
 * @see https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook
 * @example
 * ```ts no-run
 * import { bybitOrderBook } from '@sigmax/adapters/importers';
 * for await (const event of bybitOrderBook('2024-12-01_XRPUSDT_ob500.data.zip', { instrumentId: 'bybit:XRP/USDT' })) {
 *   console.log(event.type, event.timeMs, event.bids.length / 2);
 * }
 * ```
 */
export const bybitOrderBook = (
  file: string | URL,
  options: BybitOrderBookOptions,
): AsyncIterable<OrderBookSnapshot | OrderBookDelta> => {
  const what = 'bybitOrderBook';
  const settings = readImportOptions(importFields, options, what);
  const { instrumentId, timeRangeMs } = settings;
  return importEvents<OrderBookSnapshot | OrderBookDelta>({
    file,
    settings,
    what,
    rows: (source, onEvent) => {
      let lastId: number | undefined;
      const onMessage = (message: JsonObject, rows: JsonRows): void => {
        const type = rows.text(message, 'type');
        const data = rows.object(message, 'data');
        const id = rows.count(data, 'u');
        const [bids, asks] = [rows.levels(data, 'b'), rows.levels(data, 'a')];
        const timeMs = rows.time(message, message.cts === undefined ? 'ts' : 'cts');
        const content = { instrumentId, timeMs, bids, asks, updateId: String(id) };
        if (type === 'snapshot') {
          onEvent({ type: 'order-book-snapshot', ...content, ...worst(bids, asks) });
        } else if (type === 'delta') {
          requireNext(lastId, id, rows);
          onEvent({ type: 'order-book-delta', ...content });
        } else {
          const problem = `type was ${JSON.stringify(type)}, neither snapshot nor delta`;
          rows.fail({ code: 'INVALID_FIELD', problem, remedy: 'Remove the message.', field: 'type', value: type });
        }
        lastId = id;
      };
      return new JsonRows(source, timeRangeMs, onMessage);
    },
  });
};

const requireNext = (lastId: number | undefined, id: number, rows: JsonRows): void => {
  if (lastId === id - 1) return;
  if (lastId === undefined) {
    rows.fail({
      code: 'NO_SNAPSHOT',
      problem: 'a change of the book came before any snapshot',
      remedy: 'Begin the file with a message of type snapshot; without it the book is not known.',
      field: 'type',
      value: 'delta',
    });
  }
  rows.fail({
    code: 'SEQUENCE_GAP',
    problem: `u was ${id} after ${lastId}: changes are missing`,
    remedy: 'Cut the file there and begin the second part with a snapshot.',
    field: 'u',
    value: id,
  });
};

/** The venue keeps a fixed number of levels: beyond the worst there may be others. Levels come best first. */
const worst = (bids: readonly number[], asks: readonly number[]) => ({
  ...(bids.length === 0 ? {} : { bidsKnownTo: bids[bids.length - 2] as number }),
  ...(asks.length === 0 ? {} : { asksKnownTo: asks[asks.length - 2] as number }),
});
