import { existsSync } from 'node:fs';
import { csvBars } from '@sigmax/adapters/csv';
import { type BarSeries, InvalidOptionsError, simulatedMarket } from '@sigmax/core';
import { symbolOfFile } from '../backtest/market';
import type { Settings } from './settings';

/** The bars to learn on, and what they are. */
export interface LoadedMarket {
  readonly series: BarSeries;
  readonly isSimulated: boolean;
  /** One sentence for the reader. */
  readonly note: string;
}

const simulated = ({ bars, data, isSimulated }: Settings): LoadedMarket => {
  const [series] = simulatedMarket({ seed: 1, instruments: ['simulated:BTC/USDT'], timeframe: '1h', bars });
  const why = isSimulated ? 'as asked' : `there is no file ${data}`;
  return {
    series: series as BarSeries,
    isSimulated: true,
    note: `A simulated market (${why}): prices are made up, and no figure says anything about real ones.`,
  };
};

/**
 * The bars of the file, or a simulated market where there is none.
 *
 * @throws {InvalidOptionsError} a file was named that is not there.
 */
export const loadMarket = async (settings: Settings): Promise<LoadedMarket> => {
  const { data, isDataNamed, isSimulated } = settings;
  if (isSimulated) return simulated(settings);
  if (!existsSync(data)) {
    if (!isDataNamed) return simulated(settings);
    throw new InvalidOptionsError({
      code: 'NO_SUCH_FILE',
      message: `--data was ${JSON.stringify(data)}, which is not there.`,
      remedy: 'Give a CSV file of hourly bars, or leave out --data.',
      context: { data },
    });
  }
  const symbol = symbolOfFile(data) ?? 'BASE/USDT';
  const series = await csvBars(data, { instrumentId: `file:${symbol}`, timeframe: '1h' });
  return {
    series,
    isSimulated: false,
    note: `${series.length} recorded hourly bars of ${symbol}, traded as spot: one asset, one half-year or so, and one that lived to the end.`,
  };
};
