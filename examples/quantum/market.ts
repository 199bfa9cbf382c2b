import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { csvBars } from '@sigmax/adapters/csv';
import { type BarSeries, InvalidOptionsError, simulatedMarket } from '@sigmax/core';
import type { Settings } from './settings';

/** The bars to choose from, and what they are. */
export interface LoadedMarket {
  readonly series: readonly BarSeries[];
  readonly isSimulated: boolean;
  /** One sentence for the reader. */
  readonly note: string;
}

/** Those of the recorded data, so that both markets have the same names. */
const bases =
  `AAVE ADA ALGO APT ARB ATOM AVAX BCH BNB BTC DOGE DOT ETC ETH FIL INJ LINK LTC NEAR OP SOL SUI TRX UNI XLM XMR XRP
  ZEC`.split(/\s+/);

/** `BTCUSDT.csv` → `BTC`. */
const baseOf = (file: string): string | undefined => /^([A-Z0-9]{2,12})USDT[^A-Z0-9]/.exec(file)?.[1];

const noBars = (folder: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'NO_SUCH_FILE',
    message: `--data was ${JSON.stringify(folder)}, which has no CSV files of daily bars such as BTCUSDT.csv.`,
    remedy: 'Give a folder of them, or leave out --data for a simulated market.',
    context: { folder },
  });

const filesOf = (folder: string): (readonly [file: string, base: string])[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.csv(\.gz)?$/.test(name))
        .sort()
        .flatMap((name) => {
          const base = baseOf(name);
          return base === undefined ? [] : [[join(folder, name), base] as const];
        })
    : [];

const simulated = ({ seed, bars, data, isSimulated }: Settings): LoadedMarket => {
  const instruments = bases.map((base) => `simulated:${base}/USDT`);
  const startMs = Date.UTC(2024, 0, 10);
  const why = isSimulated ? 'as asked' : `there are no daily bars in ${data}`;
  return {
    series: simulatedMarket({ seed, instruments, timeframe: '1d', bars, startMs }),
    isSimulated: true,
    note: `A simulated market of ${bases.length} assets (${why}): prices are made up, and no figure says anything about real ones.`,
  };
};

/** The bars of the folder, or a simulated market where there is none. */
export const loadMarket = async (settings: Settings): Promise<LoadedMarket> => {
  const files = settings.isSimulated ? [] : filesOf(settings.data);
  if (files.length === 0) {
    if (settings.isDataNamed) throw noBars(settings.data);
    return simulated(settings);
  }
  const series = await Promise.all(
    files.map(([file, base]) => csvBars(file, { instrumentId: `file:${base}/USDT`, timeframe: '1d' })),
  );
  return {
    series,
    isSimulated: false,
    note: `${series.length} assets with recorded daily bars, traded as spot without funding or borrowing. They are assets that lived to the end: those that vanished are missing, which flatters every account.`,
  };
};
