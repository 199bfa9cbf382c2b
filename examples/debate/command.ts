import { requireWritable } from '../backtest/write-report';
import { exitCodeOf, type LongOutput } from '../exit-code';
import { runAll, summary } from './outcome';
import { help, readSettings } from './settings';
import { textOf } from './text';
import { writeFiles } from './write-files';

/** Errors about what the user gave; a recording that does not fit is one. */
const mendable = ['InvalidOptionsError', 'DataError', 'ReplayError'];

/** Runs the command line and returns its exit code. */
export const runCommand = async (argv: readonly string[], output: LongOutput): Promise<number> =>
  exitCodeOf(
    output,
    async () => {
      const settings = readSettings(argv);
      if (settings.isHelp) {
        output.print(help);
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
    },
    mendable,
  );
