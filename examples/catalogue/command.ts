import { SigmaxError } from '@sigmax/core';
import { outcomeOf } from './outcome';
import { help, readSettings } from './settings';
import { textOf } from './text';

/** Where a command writes. */
export interface Output {
  print(text: string): void;
  complain(text: string): void;
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
    const outcome = await outcomeOf(settings, output.complain);
    output.print(settings.isJson ? JSON.stringify(outcome) : textOf(outcome));
    return outcome.findings.length === 0 ? 0 : 3;
  } catch (error) {
    return explain(error, output);
  }
};
