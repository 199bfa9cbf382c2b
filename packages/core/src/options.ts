import type { z } from 'zod';
import { InvalidOptionsError } from './errors';

/** JSON, or the kind of object for what JSON cannot write: a circle, a bigint inside. */
const textOf = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
};

/** A value as an error shows it: at most 80 characters, whatever it is. */
export const show = (value: unknown): string => {
  if (value === undefined) return 'undefined';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'function') return 'a function';
  const text = textOf(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );

/**
 * Returns `value` as the schema reads it, or throws one error that names every wrong field, its value and what
 * was expected.
 *
 * @throws {InvalidOptionsError} `value` does not fit the schema.
 * @example
 * ```ts
 * import { parseOptions } from '@sigmax/core';
 * import { z } from 'zod';
 * parseOptions(z.object({ limit: z.number().positive() }), { limit: 2 }, 'maxWeight'); // => { limit: 2 }
 * ```
 */
export const parseOptions = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap(({ path, message, ...issue }) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
    const expected = issue.code === 'unrecognized_keys' ? 'no such option' : message;
    return paths.map((at) => ({
      field: at.length === 0 ? 'options' : at.map(String).join('.'),
      was: show(valueAt(value, at)),
      expected,
    }));
  });
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: `${what}: ${issues.map(({ field, was, expected }) => `${field} was ${was}: ${expected}`).join('; ')}.`,
    context: { what, issues },
    cause: parsed.error,
  });
};
