import type { FundingRate } from '@sigmax/core';
import { type EventRows, importEvents } from './import-events';
import { readImportOptions } from './import-options';
import { TableRows, type TableShape } from './table-rows';
import { type TardisOptions, tardisFields, tardisTimes } from './tardis-options';

type TardisFundingField = 'time' | 'localTime' | 'fundingTime' | 'rate' | 'markPrice';

export type TardisFundingRatesOptions = TardisOptions<TardisFundingField>;

const ticker: TableShape<TardisFundingField> = {
  names: { ...tardisTimes, fundingTime: ['fundingtimestamp'], rate: ['fundingrate'], markPrice: ['markprice'] },
  orders: [],
};

const fields = tardisFields(ticker);

/**
 * Reads funding rates from a file of Tardis (`derivative_ticker`), CSV in gzip or plain.
 *
 * The file has a row for each change of any of its columns: one event comes when the rate or its settlement changes. Rows
 * without a rate or a settlement, as those of dated futures, have none.
 *
 * - Units: microseconds in the file; the rate is a fraction.
 * - Cost: 1 MiB of the file in memory at a time.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the rates before it; the message names file, line, field and value
 * @see https://docs.tardis.dev/downloadable-csv-files
 * @example
 * ```ts no-run
 * import { tardisFundingRates } from '@sigmax/adapters/importers';
 * for await (const { settlesAtMs, rate } of tardisFundingRates('BTCUSDT.csv.gz', { instrumentId: 'binance:BTC/USDT' })) {
 *   console.log(settlesAtMs, rate);
 * }
 * ```
 */
export const tardisFundingRates = (
  file: string | URL,
  options: TardisFundingRatesOptions,
): AsyncIterable<FundingRate> => {
  const what = 'tardisFundingRates';
  const settings = readImportOptions(fields, options, what);
  const { instrumentId, timeRangeMs, columns, clock } = settings;
  return importEvents<FundingRate>({
    file,
    settings,
    what,
    rows: (source, onEvent): EventRows => {
      let last: FundingRate | undefined;
      return new TableRows<TardisFundingField>({
        shape: ticker,
        source,
        timeRangeMs,
        columns,
        onRow: (row) => {
          const timeMs = row.time(clock === 'local' ? 'localTime' : 'time');
          if (!row.has('rate') || !row.has('fundingTime')) return;
          const rate = row.number('rate');
          const settlesAtMs = row.time('fundingTime');
          const markPrice = row.has('markPrice') ? { markPrice: row.positive('markPrice') } : {};
          if (last !== undefined && last.rate === rate && last.settlesAtMs === settlesAtMs) return;
          last = { type: 'funding-rate', instrumentId, timeMs, rate, settlesAtMs, ...markPrice };
          onEvent(last);
        },
      });
    },
  });
};
