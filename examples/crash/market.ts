import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { csvBars } from '@sigmax/adapters/csv';
import { type BarSeries, barSeries, InvalidOptionsError } from '@sigmax/core';
import type { Settings } from './settings';

export const instruments = { BTC: 'binance:BTC/USDT', ETH: 'binance:ETH/USDT' } as const;

/** The bars that close after one time and not after another. */
const between = (series: BarSeries, fromMs: number, toMs: number): BarSeries => {
  const first = series.timeMs.findIndex((timeMs) => timeMs > fromMs);
  const end = series.timeMs.findIndex((timeMs) => timeMs > toMs);
  const part = (column: Float64Array): Float64Array =>
    first < 0 ? column.subarray(0, 0) : column.subarray(first, end < 0 ? undefined : end);
  return barSeries({
    instrumentId: series.instrumentId,
    timeframeMs: series.timeframeMs,
    timeMs: part(series.timeMs),
    open: part(series.open),
    high: part(series.high),
    low: part(series.low),
    close: part(series.close),
    volume: part(series.volume),
    source: series.source,
  });
};

/** The hourly bars of both instruments, or `undefined` where there are none. */
export const loadMarket = async (settings: Settings): Promise<readonly BarSeries[] | undefined> => {
  const { data, isDataNamed, fromMs, toMs } = settings;
  const files = Object.entries(instruments).map(([base, id]) => [join(data, `${base}USDT_1h.csv`), id] as const);
  if (!isDataNamed && files.some(([file]) => !existsSync(file))) return undefined;
  const market = await Promise.all(
    files.map(async ([file, instrumentId]) =>
      between(await csvBars(file, { instrumentId, timeframe: '1h' }), fromMs, toMs),
    ),
  );
  if (market.every(({ length }) => length > 0)) return market;
  throw new InvalidOptionsError({
    code: 'INVALID_ARGUMENT',
    message: `${data} has no bars from ${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}.`,
    remedy: 'Give other days with --from and --to.',
  });
};
