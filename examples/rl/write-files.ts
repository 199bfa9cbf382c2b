import { basename } from 'node:path';
import { sdkVersion } from '@sigmax/core';
import { htmlReport } from '@sigmax/core/report';
import { writeWhole } from '../backtest/write-report';
import type { Run } from './outcome';
import { reportOf } from './report';

/** Writes the report, and beside it the backtest of the bot. */
export const writeFiles = async (file: string, run: Run): Promise<string[]> => {
  const bot = `${file.replace(/\.html?$/i, '')}-bot.html`;
  const page = htmlReport(run.traded.result, {
    command: 'npm run example:rl',
    versions: { '@sigmax/core': sdkVersion, node: process.version },
  });
  return [await writeWhole(file, reportOf(run, basename(bot))), await writeWhole(bot, page)];
};
