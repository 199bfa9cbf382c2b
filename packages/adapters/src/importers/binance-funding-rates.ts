import type { FundingRate } from '@sigmax/core';
import { type EventRows, importEvents } from './import-events';
import { columnsField, importFields, readImportOptions, type TableOptions } from './import-options';
import { TableRows, type TableShape } from './table-rows';

type FundingField = 'time' | 'rate' | 'markPrice';

export type BinanceFundingRatesOptions = TableOptions<FundingField>;

const minuteMs = 60_000;

/** The archive's names, and those of answers of the REST interface that were saved as tables. */
const fundingRates: TableShape<FundingField> = {
  names: {
    time: ['calctime', 'fundingtime', 'timestamp'],
    rate: ['lastfundingrate', 'fundingrate'],
    markPrice: ['markprice'],
  },
  optional: ['markPrice'],
  orders: [['time', undefined, 'rate']],
};

const fields = { ...importFields, ...columnsField(fundingRates) };

/**
 * Reads funding rates from a file of Binance's public archive of futures (`fundingRate`): CSV in zip, gzip or plain.
 *
 * The archive has what was paid and when it was reckoned, some milliseconds after the boundary: `timeMs` is that moment and
 * `settlesAtMs` the minute it belongs to. A bot that must know a rate before it is paid needs the predicted one, which this
 * file does not have.
 *
 * - Cost: 1 MiB of the file in memory at a time.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the rates before it; the message names file, line, field and value
 * @see https://github.com/binance/binance-public-data
 * @example
 * ```ts no-run
 * import { binanceFundingRates } from '@sigmax/adapters/importers';
 * for await (const { settlesAtMs, rate } of binanceFundingRates('BTCUSDT-fundingRate-2025-01.zip', {
 *   instrumentId: 'binance:BTC/USDT',
 * })) {
 *   console.log(settlesAtMs, rate);
 * }
 * ```
 */
export const binanceFundingRates = (
  file: string | URL,
  options: BinanceFundingRatesOptions,
): AsyncIterable<FundingRate> => {
  const what = 'binanceFundingRates';
  const settings = readImportOptions(fields, options, what);
  const { instrumentId, timeRangeMs, columns } = settings;
  return importEvents<FundingRate>({
    file,
    settings,
    what,
    rows: (source, onEvent): EventRows =>
      new TableRows<FundingField>({
        shape: fundingRates,
        source,
        timeRangeMs,
        columns,
        onRow: (row) => {
          const timeMs = row.time('time');
          onEvent({
            type: 'funding-rate',
            instrumentId,
            timeMs,
            rate: row.number('rate'),
            settlesAtMs: Math.round(timeMs / minuteMs) * minuteMs,
            ...(row.has('markPrice') ? { markPrice: row.positive('markPrice') } : {}),
          });
        },
      }),
  });
};
