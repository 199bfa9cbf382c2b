import { exitCodeOf, type Output } from '../exit-code';
import { outcomeOf } from './outcome';
import { help, readSettings } from './settings';
import { textOf } from './text';

/** Runs the command line and returns its exit code. */
export const runCommand = async (argv: readonly string[], output: Output): Promise<number> =>
  exitCodeOf(output, async () => {
    const settings = readSettings(argv);
    if (settings.isHelp) {
      output.print(help);
      return 0;
    }
    const outcome = await outcomeOf(settings);
    output.print(settings.isJson ? JSON.stringify(outcome) : textOf(outcome, settings.explanations));
    return 0;
  });
