import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { csvBars } from '@sigmax/adapters/csv';
import { type BarSeries, InvalidOptionsError, sliceBars } from '@sigmax/core';
import type { Settings } from './settings';

export const instruments = { BTC: 'binance:BTC/USDT', ETH: 'binance:ETH/USDT' } as const;

/** The bars that close after one time and not after another. */
const between = (series: BarSeries, fromMs: number, toMs: number): BarSeries => {
  const first = series.timeMs.findIndex((timeMs) => timeMs > fromMs);
  const end = series.timeMs.findIndex((timeMs) => timeMs > toMs);
  return first < 0 ? sliceBars(series, 0, 0) : sliceBars(series, first, end < 0 ? undefined : end);
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
