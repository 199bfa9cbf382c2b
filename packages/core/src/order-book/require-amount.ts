import { InvalidOptionsError } from '../errors';

const fail = (what: string, name: string, value: unknown, remedy: string): never => {
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: `${what}: ${name} was ${String(value)}.`,
    remedy,
    context: { what, name },
  });
};

/** A count of levels: a whole number from 1. */
export const requireLevels = (value: number, what: string): void => {
  if (!(Number.isSafeInteger(value) && value > 0)) fail(what, 'levels', value, 'Give a whole number from 1.');
};

/** A price or a quantity: finite and above 0. */
export const requireAmount = (value: number, name: string, what: string): void => {
  if (!(value > 0 && value < Infinity)) fail(what, name, value, 'Give a finite number above 0.');
};
