import type { Trade } from '@sigmax/core';
import { type EventRows, importEvents } from './import-events';
import { columnsField, importFields, readImportOptions, type TableOptions } from './import-options';
import { TableRows, type TableShape } from './table-rows';

type TradeField = 'id' | 'price' | 'quantity' | 'time' | 'isBuyerMaker';

export type BinanceTradesOptions = TableOptions<TradeField>;

const names: Readonly<Record<TradeField, readonly string[]>> = {
  id: ['id', 'tradeid', 'aggtradeid'],
  price: ['price'],
  quantity: ['qty', 'quantity'],
  time: ['time', 'transacttime', 'timestamp'],
  isBuyerMaker: ['isbuyermaker'],
};

/** Spot files say last whether a trade was at the best price; futures files do not. */
const trades: TableShape<TradeField> = {
  names,
  orders: [
    ['id', 'price', 'quantity', undefined, 'time', 'isBuyerMaker', undefined],
    ['id', 'price', 'quantity', undefined, 'time', 'isBuyerMaker'],
  ],
};

const aggregateTrades: TableShape<TradeField> = {
  names,
  orders: [
    ['id', 'price', 'quantity', undefined, undefined, 'time', 'isBuyerMaker', undefined],
    ['id', 'price', 'quantity', undefined, undefined, 'time', 'isBuyerMaker'],
  ],
};

const importTrades = (
  shape: TableShape<TradeField>,
  file: string | URL,
  options: BinanceTradesOptions,
  what: string,
): AsyncIterable<Trade> => {
  const settings = readImportOptions({ ...importFields, ...columnsField(shape) }, options, what);
  const { instrumentId, timeRangeMs, columns } = settings;
  return importEvents<Trade>({
    file,
    settings,
    what,
    rows: (source, onEvent): EventRows =>
      new TableRows<TradeField>({
        shape,
        source,
        timeRangeMs,
        columns,
        onRow: (row) =>
          onEvent({
            type: 'trade',
            instrumentId,
            timeMs: row.time('time'),
            id: row.text('id'),
            price: row.positive('price'),
            quantity: row.positive('quantity'),
            // The maker's order was in the book; the other one took.
            side: row.flag('isBuyerMaker') ? 'sell' : 'buy',
          }),
      }),
  });
};

/**
 * Reads trades from a file of Binance's public archive (`trades`): CSV in zip, gzip or plain, with or without a header.
 *
 * Times are milliseconds, or microseconds as spot archives have them since 2025-01-01. Rows come in the order of the file;
 * a catalogue sorts and counts what steps back.
 *
 * - Cost: 1 MiB of the file in memory at a time, with the trades in it.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the trades before it; the message names file, line, field and value
 * @see https://github.com/binance/binance-public-data
 * @example
 * ```ts no-run
 * import { binanceTrades } from '@sigmax/adapters/importers';
 * for await (const trade of binanceTrades('BTCUSDT-trades-2025-01-01.zip', { instrumentId: 'binance:BTC/USDT' })) {
 *   console.log(trade.timeMs, trade.side, trade.price);
 * }
 * ```
 */
export const binanceTrades = (file: string | URL, options: BinanceTradesOptions): AsyncIterable<Trade> =>
  importTrades(trades, file, options, 'binanceTrades');

/**
 * Reads aggregate trades from a file of Binance's public archive (`aggTrades`): what one order took at one price is one row.
 *
 * The ids are those of aggregates and another count than those of trades: keep the two apart. The rules are those of
 * {@link binanceTrades}.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the trades before it; the message names file, line, field and value
 * @see https://github.com/binance/binance-public-data
 * @example
 * ```ts no-run
 * import { binanceAggTrades } from '@sigmax/adapters/importers';
 * for await (const trade of binanceAggTrades('BTCUSDT-aggTrades-2025-01-01.zip', { instrumentId: 'binance:BTC/USDT' })) {
 *   console.log(trade.timeMs, trade.side, trade.price);
 * }
 * ```
 */
export const binanceAggTrades = (file: string | URL, options: BinanceTradesOptions): AsyncIterable<Trade> =>
  importTrades(aggregateTrades, file, options, 'binanceAggTrades');
