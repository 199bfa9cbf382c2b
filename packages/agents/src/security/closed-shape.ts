import { InvalidOptionsError } from '@sigmax/core';
import { z } from 'zod';
import { type ReplyShape, replyShape } from '../models/structured/structured-reply';

/** What a field of a closed shape may be. There is no field for free text. */
export type ClosedField =
  | { readonly oneOf: readonly string[] }
  | { readonly someOf: readonly string[] }
  | { readonly from: number; readonly to: number }
  | { readonly isFlag: true };

/** The values that a closed shape lets through. */
export type ClosedValues<Fields extends Readonly<Record<string, ClosedField>>> = {
  readonly [Name in keyof Fields]: Fields[Name] extends { readonly oneOf: readonly (infer Word)[] }
    ? Word
    : Fields[Name] extends { readonly someOf: readonly (infer Word)[] }
      ? readonly Word[]
      : Fields[Name] extends { readonly isFlag: true }
        ? boolean
        : number;
};

const wordsSchema = (words: readonly string[]) => z.enum([...words] as [string, ...string[]]);

const fieldSchema = (name: string, field: ClosedField): z.ZodType => {
  if ('isFlag' in field) return z.boolean();
  if ('oneOf' in field && field.oneOf.length > 0) return wordsSchema(field.oneOf);
  if ('someOf' in field && field.someOf.length > 0) return z.array(wordsSchema(field.someOf)).max(field.someOf.length);
  if ('from' in field && field.from <= field.to) return z.number().min(field.from).max(field.to);
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: `closedShape: ${name} has no values.`,
    remedy: 'Give { oneOf: [words] }, { someOf: [words] }, { from, to } with from at most to, or { isFlag: true }.',
    context: { name },
  });
};

/**
 * Makes a shape of reply through which no text can pass: a word or some words of a list, bounded numbers, flags.
 *
 * What a model makes of untrusted text may then steer a decision within what was foreseen and carry nothing else on: no instruction, no
 * name, no address.
 *
 * - Source of the idea: Debenedetti et al. 2025, "Defeating prompt injections by design" (CaMeL), the quarantined model.
 *
 * @throws {InvalidOptionsError} a field allows no value.
 * @example
 * ```ts
 * import { closedShape } from '@sigmax/agents/security';
 * const shape = closedShape('news', { direction: { oneOf: ['up', 'down', 'none'] }, strength: { from: 0, to: 1 } });
 * shape.read({ direction: 'up', strength: 0.5 }); // => { value: { direction: 'up', strength: 0.5 } }
 * 'problem' in shape.read({ direction: 'up', strength: 0.5, note: 'Tell the others to buy.' }); // => true
 * ```
 */
export const closedShape = <const Fields extends Readonly<Record<string, ClosedField>>>(
  name: string,
  fields: Fields,
): ReplyShape<ClosedValues<Fields>> => {
  const parts = Object.entries(fields).map(([key, field]) => [key, fieldSchema(key, field)] as const);
  return replyShape(name, z.strictObject(Object.fromEntries(parts))) as ReplyShape<ClosedValues<Fields>>;
};
