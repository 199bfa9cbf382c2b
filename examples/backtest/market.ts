import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { csvBars } from '@sigmax/adapters/csv';
import { jsonBars } from '@sigmax/adapters/json';
import { type BarSeries, InvalidOptionsError, simulatedMarket } from '@sigmax/core';
import type { Settings } from './settings';

const isData = (name: string): boolean => /\.(csv|json|jsonl|ndjson)(\.gz)?$/i.test(name);

/** Quote assets that a file name may end with, longest first. */
const quotes = ['USDT', 'USDC', 'FDUSD', 'USD', 'EUR', 'BTC', 'ETH', 'BNB'];

/** `BTCUSDT_1h.csv` → `BTC/USDT`, `ADA_BTC-5m.csv` → `ADA/BTC`; `undefined` when the name does not say. */
export const symbolOfFile = (file: string): string | undefined => {
  const name = basename(file).replace(/\..*$/, '').toUpperCase();
  const separated = /^([A-Z0-9]{2,12})[_/-]([A-Z]{3,5})(?=[_-]|$)/.exec(name);
  if (separated !== null && quotes.includes(separated[2] as string)) return `${separated[1]}/${separated[2]}`;
  const [first = ''] = name.split(/[_-]/);
  const quote = quotes.find((one) => first.endsWith(one) && first.length > one.length + 1);
  return quote === undefined ? undefined : `${first.slice(0, -quote.length)}/${quote}`;
};

const missing = (path: string, cause: unknown) =>
  new InvalidOptionsError({
    code: 'NO_SUCH_FILE',
    message: `--data was ${JSON.stringify(path)}, which cannot be read.`,
    remedy: 'Give the path of a CSV or JSON file of bars, or a folder of them.',
    context: { path },
    cause,
  });

const filesOf = async (path: string): Promise<string[]> => {
  const info = await stat(path).catch((cause: unknown) => {
    throw missing(path, cause);
  });
  if (!info.isDirectory()) return [path];
  const names = (await readdir(path)).filter(isData).sort();
  if (names.length === 0) throw missing(path, new Error('The folder has no .csv or .json files.'));
  return names.map((name) => join(path, name));
};

const symbolFor = (file: string, symbol: string | undefined): string => {
  const found = symbol ?? symbolOfFile(file);
  if (found !== undefined && /^[^\s:/]+\/[^\s:/]+$/.test(found)) return found;
  throw new InvalidOptionsError({
    code: 'INVALID_ARGUMENT',
    message: `--symbol was ${JSON.stringify(symbol) ?? 'undefined'} for ${basename(file)}.`,
    remedy: 'Write BASE/QUOTE, for example --symbol BTC/USDT.',
    context: { file, symbol },
  });
};

const load = async (file: string, symbol: string | undefined, settings: Settings): Promise<BarSeries> => {
  const { timeframe, stamp } = settings;
  const read = /\.(json|jsonl|ndjson)(\.gz)?$/i.test(file) ? jsonBars : csvBars;
  return read(file, {
    instrumentId: `file:${symbolFor(file, symbol)}`,
    stamp,
    ...(timeframe === undefined ? undefined : { timeframe }),
  });
};

/** The bars to trade on: the files that were named, or a simulated market. */
export const loadMarket = async (settings: Settings, minimumInstruments: number): Promise<readonly BarSeries[]> => {
  const { data, symbols, seed, bars, timeframe } = settings;
  if (data.length === 0) {
    const assets = ['BTC', 'ETH', 'SOL', 'XRP', 'ADA', 'DOGE', 'LINK', 'LTC'];
    const named =
      symbols.length > 0 ? symbols : assets.slice(0, Math.max(1, minimumInstruments)).map((base) => `${base}/USDT`);
    const instruments = named.map((symbol) => `simulated:${symbolFor('the simulated market', symbol)}`);
    return simulatedMarket({ seed, instruments, timeframe: timeframe ?? '1h', bars });
  }
  const files = (await Promise.all(data.map(filesOf))).flat();
  if (symbols.length > 0 && symbols.length !== files.length) {
    throw new InvalidOptionsError({
      code: 'INVALID_ARGUMENT',
      message: `--symbol was given ${symbols.length} times for ${files.length} files.`,
      remedy: 'Give one --symbol per file in the order of --data, or none when the file names say it.',
    });
  }
  return Promise.all(files.map((file, index) => load(file, symbols[index], settings)));
};
