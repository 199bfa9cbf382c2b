import { exitCodeOf, type Output } from '../exit-code';
import { runLive } from './run-live';
import { help, readSettings } from './settings';
import { summaryOf } from './text';

/** Runs the command line and returns its exit code. */
export const runCommand = async (argv: readonly string[], output: Output): Promise<number> =>
  exitCodeOf(output, async () => {
    const settings = readSettings(argv);
    if (settings.isHelp) {
      output.print(help);
      return 0;
    }
    const { isJson } = settings;
    const outcome = await runLive(settings, (line) => {
      if (!isJson) output.print(line);
    });
    output.print(isJson ? JSON.stringify(outcome) : summaryOf(outcome));
    return outcome.isWhole ? 0 : 1;
  }, ['InvalidOptionsError']);
