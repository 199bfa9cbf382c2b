import { z } from 'zod';

const verdicts = ['deny', 'shrink', 'delay', 'pause', 'halt', 'cancel', 'flatten'] as const;

/** Schema of a {@link DecisionRecord}. */
export const decisionRecordSchema = z.strictObject({
  verdict: z.enum(verdicts),
  code: z.string().regex(/^[A-Z]+(_[A-Z]+)*$/),
  guard: z.string().min(1),
  timeMs: z.number(),
  /** Left out for a stop: it is about a scope. */
  instrumentId: z.string().optional(),
  limit: z.number().optional(),
  observed: z.number().optional(),
  /** What was asked for; left out for a stop. */
  quantityBefore: z.number().optional(),
  /** What leaves now: 0 for a denial and for what was put off. */
  quantityAfter: z.number().optional(),
  inputHash: z.string().regex(/^[0-9a-f]{64}$/),
  why: z.string().min(1),
});

/** One decision of a guard or an operator, as it is kept. */
export type DecisionRecord = Readonly<z.output<typeof decisionRecordSchema>>;

/**
 * The schema of a decision record as JSON Schema (draft 2020-12), for other languages.
 *
 * @example
 * ```ts
 * import { decisionRecordJsonSchema } from '@sigmax/risk';
 * decisionRecordJsonSchema().required?.includes('inputHash'); // => true
 * ```
 */
export const decisionRecordJsonSchema = (): { readonly required?: readonly string[] } & Readonly<
  Record<string, unknown>
> => z.toJSONSchema(decisionRecordSchema);
