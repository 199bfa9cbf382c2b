import { type ParseArgsConfig, parseArgs } from 'node:util';
import { InvalidOptionsError } from '@sigmax/core';

/**
 * Reads the options of a command line; there are no other arguments. `help` is the command that explains them.
 *
 * @throws {InvalidOptionsError} an option is unknown, or has a value too many or none.
 */
export const readOptions = <Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
  help: string,
) => {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: false }).values;
  } catch (cause) {
    throw new InvalidOptionsError({
      code: 'INVALID_ARGUMENT',
      message: (cause as Error).message.replace(/\.?$/, '.'),
      remedy: `See ${help}.`,
      cause,
    });
  }
};

/** An option with a value that it cannot have. */
export const wrongOption = (option: string, was: string, remedy: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'INVALID_ARGUMENT',
    message: `--${option} was ${JSON.stringify(was)}.`,
    remedy,
    context: { option, was },
  });

/** A number in decimal notation; `Number` alone would take "" for 0 and "0x10" for 16. */
export const numberOption = (
  option: string,
  text: string,
  isRight: (value: number) => boolean,
  remedy: string,
): number => {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value) && isRight(value)) return value;
  throw wrongOption(option, text, remedy);
};

/** A whole number between two, both included. */
export const wholeOption = (option: string, text: string, least: number, most: number): number =>
  numberOption(
    option,
    text,
    (value) => Number.isInteger(value) && value >= least && value <= most,
    `Give a whole number from ${least} to ${most}.`,
  );

/** A fraction of a price; examples double their costs once. */
export const costOption = (option: string, text: string): number =>
  numberOption(
    option,
    text,
    (value) => value >= 0 && value < 0.5,
    'Give a fraction from 0 to below 0.5; costs are doubled once.',
  );
