import { existsSync } from 'node:fs';
import { csvBars } from '@sigmax/adapters/csv';
import { type BarSeries, InvalidOptionsError, simulatedMarket, sliceBars } from '@sigmax/core';
import { symbolOfFile } from '../backtest/market';
import type { Settings } from './settings';

/** The bars to trade on, and what they are. */
export interface LoadedMarket {
  readonly series: readonly BarSeries[];
  readonly isSimulated: boolean;
  /** One sentence for the reader. */
  readonly note: string;
}

const simulated = ({ bars, seed }: Settings, why: string): LoadedMarket => ({
  series: simulatedMarket({ seed, instruments: ['simulated:BTC/USDT', 'simulated:ETH/USDT'], timeframe: '1h', bars }),
  isSimulated: true,
  note: `A simulated market (${why}): prices are made up, and no figure says anything about real ones.`,
});

const load = async (file: string, bars: number): Promise<BarSeries> => {
  const symbol = symbolOfFile(file) ?? 'BASE/USDT';
  return sliceBars(await csvBars(file, { instrumentId: `file:${symbol}`, timeframe: '1h' }), -bars);
};

const requireFitting = (series: readonly BarSeries[]): void => {
  const ids = series.map(({ instrumentId }) => instrumentId);
  const short = series.find(({ length }) => length < 200);
  const problem =
    new Set(ids).size < ids.length
      ? `holds ${ids.join(' and ')}`
      : ids.some((id) => !id.endsWith('/USDT'))
        ? `holds ${ids.join(' and ')}, of which one is not quoted in USDT`
        : short && `has ${short.length} bars of ${short.instrumentId}`;
  if (problem === undefined) return;
  throw new InvalidOptionsError({
    code: 'INVALID_ARGUMENT',
    message: `--data ${problem}.`,
    remedy: 'Give files of different assets in USDT with 200 hourly bars or more.',
  });
};

const dayOf = (timeMs = 0): string => new Date(timeMs).toISOString().slice(0, 10);

/**
 * The bars of the files, or a simulated market where the usual ones are not there.
 *
 * @throws {InvalidOptionsError} a file was named that is not there, two hold the same asset, or one is too short.
 */
export const loadMarket = async (settings: Settings): Promise<LoadedMarket> => {
  const { data, isDataNamed, isSimulated, bars } = settings;
  if (isSimulated) return simulated(settings, 'as asked');
  const missing = data.find((file) => !existsSync(file));
  if (missing !== undefined && !isDataNamed) return simulated(settings, `there is no file ${missing}`);
  if (missing !== undefined) {
    throw new InvalidOptionsError({
      code: 'NO_SUCH_FILE',
      message: `--data was ${JSON.stringify(missing)}, which is not there.`,
      remedy: 'Give a CSV file of hourly bars, or leave out --data.',
      context: { missing },
    });
  }
  const series = await Promise.all(data.map((file) => load(file, bars)));
  requireFitting(series);
  const [first] = series as [BarSeries];
  const assets = series.map(({ instrumentId }) => instrumentId.replace(/^.*:/, '')).join(' and ');
  return {
    series,
    isSimulated: false,
    note: `${first.length} recorded hourly bars of ${assets}, ${dayOf(first.timeMs[0])} to ${dayOf(first.timeMs.at(-1))}, traded as spot: few assets, one period, and assets that lived to its end.`,
  };
};
