import type { Guard } from '@sigmax/core';
import type { z } from 'zod';

/**
 * Which change of a field leaves a limit at least as strict.
 *
 * `lower`, `higher`: a number that goes that way, or one where there was none. `severer`: a verdict or stop that goes
 * further. `more`: a list that takes in more; left out, it takes in all. `longer`: the same, and left out, it takes in none.
 * `fewer`: a list that takes in less. A function says it itself. Any change of a field that is not named counts as a
 * weakening, since nobody can tell, and makes the guard forget what it has counted, since that was something else.
 */
export type Stricter =
  | 'lower'
  | 'higher'
  | 'severer'
  | 'more'
  | 'longer'
  | 'fewer'
  | ((before: unknown, after: unknown) => boolean);

/** One sort of limit: its fields, which way they are stricter, and the guard that keeps it. */
export interface LimitKind<Schema extends z.ZodObject = z.ZodObject> {
  /** Every number has its unit in its name: `…Fraction`, `…Amount` (of the reporting asset), `…Count`, `…Ms`, `…Units`. */
  readonly schema: Schema;
  readonly stricter: Readonly<Partial<Record<string & keyof z.output<Schema>, Stricter>>>;
  build(fields: z.output<Schema>, name: string): Guard;
}

/** Ties the guard of a kind to the fields that its schema reads. */
export const limitKind = <Schema extends z.ZodObject>(kind: LimitKind<Schema>): LimitKind<Schema> => kind;
