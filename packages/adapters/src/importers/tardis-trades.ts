import type { Trade } from '@sigmax/core';
import { type EventRows, importEvents } from './import-events';
import { readImportOptions } from './import-options';
import { TableRows, type TableShape } from './table-rows';
import { type TardisOptions, tardisFields, tardisTimes } from './tardis-options';

type TardisTradeField = 'time' | 'localTime' | 'id' | 'side' | 'price' | 'amount';

export type TardisTradesOptions = TardisOptions<TardisTradeField>;

const trades: TableShape<TardisTradeField> = {
  names: { ...tardisTimes, id: ['id'], side: ['side'], price: ['price'], amount: ['amount'] },
  orders: [],
};

const fields = tardisFields(trades);

const sides: Readonly<Record<string, 'buy' | 'sell' | 'unknown'>> = { buy: 'buy', sell: 'sell', unknown: 'unknown' };

/**
 * Reads trades from a file of Tardis (`trades`), CSV in gzip or plain. The side is that of the taker.
 *
 * - Units: microseconds in the file; amounts as the venue has them, which on some futures is contracts.
 * - Cost: 1 MiB of the file in memory at a time, with the trades in it.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the trades before it; the message names file, line, field and value
 * @see https://docs.tardis.dev/downloadable-csv-files
 * @example
 * ```ts no-run
 * import { tardisTrades } from '@sigmax/adapters/importers';
 * for await (const trade of tardisTrades('BTCUSDT.csv.gz', { instrumentId: 'binance:BTC/USDT' })) console.log(trade.price);
 * ```
 */
export const tardisTrades = (file: string | URL, options: TardisTradesOptions): AsyncIterable<Trade> => {
  const what = 'tardisTrades';
  const settings = readImportOptions(fields, options, what);
  const { instrumentId, timeRangeMs, columns, clock } = settings;
  return importEvents<Trade>({
    file,
    settings,
    what,
    rows: (source, onEvent): EventRows =>
      new TableRows<TardisTradeField>({
        shape: trades,
        source,
        timeRangeMs,
        columns,
        onRow: (row) => {
          const text = row.text('side');
          const side = sides[text];
          if (side === undefined) {
            const problem = `side was ${JSON.stringify(text)}, not buy, sell or unknown`;
            row.fail({ code: 'UNKNOWN_SIDE', problem, remedy: 'Remove or mend the row.', field: 'side', value: text });
          }
          onEvent({
            type: 'trade',
            instrumentId,
            timeMs: row.time(clock === 'local' ? 'localTime' : 'time'),
            id: row.text('id'),
            price: row.positive('price'),
            quantity: row.positive('amount'),
            side: side === 'unknown' ? undefined : side,
          });
        },
      }),
  });
};
