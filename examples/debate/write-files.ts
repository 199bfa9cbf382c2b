import { basename } from 'node:path';
import { sdkVersion } from '@sigmax/core';
import { htmlReport } from '@sigmax/core/report';
import { writeWhole } from '../backtest/write-report';
import type { Run } from './outcome';
import { pageOf } from './page';

/** Writes the report, and beside it the backtest of the bot and the decision log. */
export const writeFiles = async (file: string, run: Run): Promise<string[]> => {
  const base = file.replace(/\.html?$/i, '');
  const [bot, log] = [`${base}-bot.html`, `${base}-decisions.jsonl`];
  const backtest = htmlReport(run.main.result, {
    command: 'npm run example:debate',
    versions: { '@sigmax/core': sdkVersion, node: process.version },
  });
  return [
    await writeWhole(file, pageOf(run, { bot: basename(bot), log: basename(log) })),
    await writeWhole(bot, backtest),
    await writeWhole(log, run.log),
  ];
};
