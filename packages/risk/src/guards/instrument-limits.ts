import { z } from 'zod';
import { instrumentId } from './instrument-option';

/** A limit for each of some instruments, and what becomes of the others, as options. */
export const instrumentLimits = {
  limits: z
    .record(z.string(), z.number().positive())
    .refine(
      (limits) =>
        Object.keys(limits).length > 0 && Object.keys(limits).every((id) => instrumentId.safeParse(id).success),
      'expected instruments, each as venue:BASE/QUOTE, with their limits',
    ),
  others: z.enum(['deny', 'pass']).default('deny'),
};

/** Limits by instrument for looking up. A map: an object would find a limit under any name of `Object.prototype`. */
export const limitsOf = (limits: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(limits));
