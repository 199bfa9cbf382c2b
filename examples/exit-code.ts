import { SigmaxError } from '@sigmax/core';

/** Where a command writes. */
export interface Output {
  print(text: string): void;
  complain(text: string): void;
}

/** Where a command writes that takes its time. */
export interface LongOutput extends Output {
  progress(line: string): void;
}

/** Names of errors about what the user gave. */
const mendable = ['InvalidOptionsError', 'DataError'];

/** Runs a command and returns its exit code; an error is explained, and is 2 where the user can mend it, else 1. */
export const exitCodeOf = async (
  output: Output,
  command: () => Promise<number>,
  mendableErrors: readonly string[] = mendable,
): Promise<number> => {
  try {
    return await command();
  } catch (error) {
    if (SigmaxError.isInstance(error)) {
      output.complain(`${error.name} ${error.code}: ${error.message}`);
      return mendableErrors.includes(error.name) ? 2 : 1;
    }
    output.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
};
