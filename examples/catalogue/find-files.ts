import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { InvalidOptionsError, simulatedMarket } from '@sigmax/core';
import { type KnownFile, knownFile } from './file-kinds';
import type { Settings } from './settings';

export interface FoundFiles {
  readonly files: readonly KnownFile[];
  /** What there is to say about where they come from. */
  readonly note: string;
}

/** Three instruments that are made up, for a machine without data. */
const madeUp = (): KnownFile[] =>
  simulatedMarket({
    seed: 1,
    instruments: ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'],
    timeframe: '1h',
    bars: 2_000,
  }).map((series) => ({ name: series.instrumentId, kind: 'simulated bars', open: async () => series }));

/** @throws {InvalidOptionsError} the folder that was named is not there, or nothing in it can be read */
export const findFiles = async ({ data, isDataNamed, venue, only }: Settings): Promise<FoundFiles> => {
  if (!existsSync(data)) {
    if (!isDataNamed) {
      const note = `${data} is not there, so the prices are made up; give a folder of files with --data.`;
      return { files: madeUp(), note };
    }
    throw new InvalidOptionsError({
      code: 'NO_DATA',
      message: `--data was ${JSON.stringify(data)}, and there is no such folder.`,
      remedy: 'Give a folder with files of market data; --help lists what is read.',
      context: { data },
    });
  }
  const entries = await readdir(data, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(data, join(entry.parentPath, entry.name)))
    .filter((name) => name.includes(only))
    .sort();
  const files = names.flatMap((name) => knownFile({ path: join(data, name), name, venue }) ?? []);
  if (files.length > 0) return { files, note: `${files.length} of ${names.length} files in ${data} are market data.` };
  throw new InvalidOptionsError({
    code: 'NO_DATA',
    message: `${data} has no file of market data${only === '' ? '' : ` with ${JSON.stringify(only)} in its path`}.`,
    remedy: 'See --help for the names that are known.',
    context: { data, only },
  });
};
