import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import type { z } from 'zod';

/** Names of options that may hold a secret, as they are meant or misspelt. */
const secretive = /key|token|secret|pass|client|auth|header|endpoint|url|^options$/i;

interface Issue {
  readonly field: string;
  readonly was: string;
  readonly expected: string;
}

/**
 * As `parseOptions` of core, whose errors show what was wrong; here without the values of options that may be secrets.
 *
 * @throws {InvalidOptionsError} the options do not fit.
 */
export const parseSourceOptions = <Schema extends z.ZodType>(
  schema: Schema,
  options: unknown,
  what: string,
): z.output<Schema> => {
  try {
    return parseOptions(schema, options, what);
  } catch (error) {
    if (!(error instanceof InvalidOptionsError)) throw error;
    const issues = (error.context.issues as readonly Issue[]).map(({ field, was, expected }) => ({
      field,
      was: secretive.test(field) && was !== 'undefined' ? '[hidden]' : was,
      expected,
    }));
    const said = issues.map(({ field, was, expected }) => `${field} was ${was}: ${expected}`).join('; ');
    throw new InvalidOptionsError({ code: error.code, message: `${what}: ${said}.`, context: { what, issues } });
  }
};

/**
 * Checks a key or token: one word of printable ASCII, as a header and an address can carry it.
 *
 * @throws {InvalidOptionsError} it is none; the message does not show it.
 */
export const requireSecret = (what: string, field: string, value: string): string => {
  if (/^[\x21-\x7e]{1,5000}$/.test(value)) return value;
  throw new InvalidOptionsError({
    code: 'INVALID_SECRET',
    message: `${what}: ${field} has characters that no key has, such as a space or the end of a line.`,
    remedy: 'Copy it again, and trim it where it is read from a file.',
    context: { what, field },
  });
};
