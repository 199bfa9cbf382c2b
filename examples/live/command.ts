import { SigmaxError } from '@sigmax/core';
import { runLive } from './run-live';
import { help, readSettings } from './settings';
import { summaryOf } from './text';

/** Where a command writes. */
export interface Output {
  print(text: string): void;
  complain(text: string): void;
}

/** 2 for what the user can mend, 1 for everything else. */
const explain = (error: unknown, output: Output): number => {
  if (SigmaxError.isInstance(error)) {
    output.complain(`${error.name} ${error.code}: ${error.message}`);
    return error.name === 'InvalidOptionsError' ? 2 : 1;
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
    const { isJson } = settings;
    const outcome = await runLive(settings, (line) => {
      if (!isJson) output.print(line);
    });
    output.print(isJson ? JSON.stringify(outcome) : summaryOf(outcome));
    return outcome.isWhole ? 0 : 1;
  } catch (error) {
    return explain(error, output);
  }
};
