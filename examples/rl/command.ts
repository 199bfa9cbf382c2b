import { SigmaxError } from '@sigmax/core';
import { requireWritable } from '../backtest/write-report';
import { writePage } from '../rl-page/write-page';
import { runAll, summary } from './outcome';
import { help, readSettings } from './settings';
import { textOf } from './text';
import { writeFiles } from './write-files';

/** Where a command writes. */
export interface Output {
  print(text: string): void;
  complain(text: string): void;
  progress(line: string): void;
}

/** 2 for what the user can mend, 1 for everything else. */
const explain = (error: unknown, output: Output): number => {
  if (SigmaxError.isInstance(error)) {
    output.complain(`${error.name} ${error.code}: ${error.message}`);
    return error.name === 'InvalidOptionsError' || error.name === 'DataError' ? 2 : 1;
  }
  output.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
};

/** Runs the command line and returns its exit code. */
export const runCommand = async (argv: readonly string[], output: Output): Promise<number> => {
  try {
    const settings = readSettings(argv);
    if (settings.isHelp) {
      output.print(help);
      return 0;
    }
    if (settings.page !== undefined) {
      output.print(`Page: ${await writePage(settings.page, settings, output.progress)}`);
      return 0;
    }
    if (settings.out !== undefined) await requireWritable(settings.out, 'out');
    const run = await runAll(settings, output.progress);
    const files = settings.out === undefined ? [] : await writeFiles(settings.out, run);
    if (settings.isJson) {
      output.print(JSON.stringify(summary(run)));
      return 0;
    }
    output.print(textOf(run));
    if (files.length > 0) output.print(`\nReport: ${files.join('\n        ')}`);
    return 0;
  } catch (error) {
    return explain(error, output);
  }
};
