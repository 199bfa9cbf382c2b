import type { Bar, Timeframe } from '@sigmax/core';
import { timeframeMs } from '@sigmax/core';
import { z } from 'zod';
import { BarCheck } from '../internal/bar-check';
import { line } from '../internal/fault';
import { type EventRows, importEvents } from './import-events';
import { columnsField, importFields, readImportOptions, type TableOptions } from './import-options';
import { TableRows, type TableShape } from './table-rows';

type KlineField = 'openTime' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'closeTime';

export interface BinanceKlinesOptions extends TableOptions<KlineField> {
  /** The interval of the file, which its name has: `BTCUSDT-1h-2025-01.zip` is `'1h'`. */
  readonly timeframe: Timeframe;
}

/** Twelve columns, with names in archives of futures and without in those of spot. */
const klines: TableShape<KlineField> = {
  names: {
    openTime: ['opentime'],
    open: ['open'],
    high: ['high'],
    low: ['low'],
    close: ['close'],
    volume: ['volume'],
    closeTime: ['closetime'],
  },
  orders: [
    ['openTime', 'open', 'high', 'low', 'close', 'volume', 'closeTime', ...Array.from({ length: 5 }, () => undefined)],
  ],
};

const fields = { ...importFields, ...columnsField(klines), timeframe: z.string() };

/**
 * Reads bars from a file of Binance's public archive (`klines`): CSV in zip, gzip or plain, with or without a header.
 *
 * Times are milliseconds, or microseconds as spot archives have them since 2025-01-01. A bar carries its close, one timeframe
 * after the open that the file has; `close_time` must agree. Bars must rise in time; a gap is a whole number of bars.
 *
 * - Cost: 1 MiB of the file in memory at a time, with the bars in it.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong, unknown or missing
 * @throws {DataError} while iterating, after the bars before it: the file cannot be read or is not bars; the message names
 *   file, line, field and value
 * @see https://github.com/binance/binance-public-data
 * @example
 * ```ts no-run
 * import { binanceKlines } from '@sigmax/adapters/importers';
 * const options = { instrumentId: 'binance:BTC/USDT', timeframe: '1h', checksum: true } as const;
 * for await (const bar of binanceKlines('BTCUSDT-1h-2025-01.zip', options)) console.log(bar.timeMs, bar.close);
 * ```
 */
export const binanceKlines = (file: string | URL, options: BinanceKlinesOptions): AsyncIterable<Bar> => {
  const what = 'binanceKlines';
  const settings = readImportOptions(fields, options, what);
  const frameMs = timeframeMs(settings.timeframe);
  const { instrumentId, timeRangeMs, columns } = settings;
  return importEvents<Bar>({
    file,
    settings,
    what,
    rows: (source, onEvent): EventRows => {
      let firstLine: number | undefined;
      const check = new BarCheck({
        source,
        timeframeMs: frameMs,
        stamp: 'open',
        locate: (row) => line((firstLine ?? 1) + row),
      });
      const table = new TableRows<KlineField>({
        shape: klines,
        source,
        timeRangeMs,
        columns,
        onRow: (row) => {
          firstLine ??= row.lineNumber;
          const openTimeMs = row.time('openTime');
          const [open, high, low] = [row.number('open'), row.number('high'), row.number('low')];
          const [close, volume] = [row.number('close'), row.number('volume')];
          check.add(openTimeMs, open, high, low, close, volume, row.time('closeTime'));
          onEvent({ type: 'bar', instrumentId, timeMs: openTimeMs + frameMs, open, high, low, close, volume });
        },
      });
      const finish = (): void => {
        table.finish();
        check.finish();
      };
      return { push: (chunk) => table.push(chunk), finish };
    },
  });
};
