import { InvalidOptionsError } from '@sigmax/core';

/**
 * What to hold, by instrument id, each as a fraction of equity: 0.25 is a quarter of it, negative is short.
 *
 * Every allocator returns one, in the order of the ids it was given, and `targets` of `@sigmax/core` takes one.
 */
export type Weights = Readonly<Record<string, number>>;

/** Returns numbers in the order of ids as a record; a negative zero becomes 0. */
export const weightsOf = (ids: readonly string[], values: ArrayLike<number>): Weights =>
  Object.fromEntries(ids.map((id, index) => [id, (values[index] as number) + 0]));

export const unknownId = (what: string, field: string, id: string, ids: readonly string[]): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'UNKNOWN_ID',
    message: `${what}: ${field} names ${JSON.stringify(id)}, which is not among the instruments.`,
    remedy: `Use one of ${ids.join(', ')}.`,
    context: { what, field, id },
  });

/** Returns the numbers of a record in the order of ids; ids that it leaves out get `missing`. */
export const inOrder = (
  record: Readonly<Record<string, number>>,
  ids: readonly string[],
  what: string,
  field: string,
  missing?: number,
): Float64Array => {
  const known = new Set(ids);
  for (const id of Object.keys(record)) if (!known.has(id)) throw unknownId(what, field, id, ids);
  return Float64Array.from(ids, (id) => {
    const value = Object.hasOwn(record, id) ? record[id] : missing;
    if (value !== undefined && Math.abs(value) < Infinity) return value;
    throw new InvalidOptionsError({
      code: 'NOT_FINITE',
      message: `${what}: ${field}[${JSON.stringify(id)}] was ${String(value)}.`,
      remedy: 'Give a finite number for every instrument.',
      context: { what, field, id },
    });
  });
};
