import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type Limit, type LimitInput, limitKinds } from './limit-kinds';
import { type LimitsProfileName, limitsProfiles } from './limits-profiles';

/** Limits as they are written down, in a file or in code. */
export interface LimitsInput {
  /** Of the document: limits of another name never replace these. */
  readonly name: string;
  /** Grows with every change: a document replaces an older one only. */
  readonly version: number;
  /** The asset in which amounts are counted; a bot that counts equity in another one trades nothing. */
  readonly reportingAsset: string;
  /** When a running bot goes over to these limits. Until then it keeps the former ones as well. */
  readonly effectiveAtMs: number;
  /** Limits to begin with. `limits` adds to them, and replaces those of the same name. */
  readonly profile?: LimitsProfileName;
  /** Names of limits of the profile that are left out. */
  readonly without?: readonly string[];
  /** By the name that denials carry. */
  readonly limits: Readonly<Record<string, LimitInput>>;
  /** Who agreed to it. A running bot takes weaker limits only from a document that somebody has approved. */
  readonly approvedBy?: readonly string[];
}

/** Limits as they are kept: checked, with the profile's and all defaults written out. Plain data. */
export interface LimitsDocument {
  readonly name: string;
  readonly version: number;
  readonly reportingAsset: string;
  readonly effectiveAtMs: number;
  /** The profile that it began with; its limits stand in `limits`. */
  readonly basedOn?: string;
  readonly limits: Readonly<Record<string, Limit>>;
  readonly approvedBy: readonly string[];
}

const text = z.string().trim().min(1).max(100);

/** Names of `Object.prototype` could be looked up where nothing was written. */
const name = text.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'expected lower-case words joined by dashes');

const limit = z.discriminatedUnion(
  'kind',
  Object.entries(limitKinds).map(([kind, { schema }]) =>
    schema.extend({ kind: z.literal(kind), isSoft: z.boolean().default(false) }),
  ) as unknown as [z.ZodObject<{ kind: z.ZodLiteral<string> }>],
) as unknown as z.ZodType<Limit, LimitInput>;

const common = {
  name,
  version: z.int().positive(),
  reportingAsset: text,
  effectiveAtMs: z.number().min(0),
  limits: z.record(name, limit),
  approvedBy: z.array(text).default([]),
};

const written = z.strictObject({
  ...common,
  profile: z.enum(Object.keys(limitsProfiles) as [LimitsProfileName]).optional(),
  without: z.array(name).default([]),
});

const kept = z.strictObject({ ...common, basedOn: text.optional() });

/** Somebody who leaves out a limit that there is not meant another one. */
const requireKnown = (without: readonly string[], base: object): void => {
  const unknown = without.find((one) => !Object.hasOwn(base, one));
  if (unknown === undefined) return;
  const names = Object.keys(base);
  throw new InvalidOptionsError({
    code: 'UNKNOWN_LIMIT',
    message: `limits: without names ${unknown}.`,
    remedy: `The profile has ${names.length === 0 ? 'no limits, since there is none' : names.join(', ')}.`,
    context: { without, names },
  });
};

/**
 * Reads a limits document: checks every field, begins with its profile and fills in what was left out.
 *
 * What it returns may be read again and comes out the same, whatever profiles a later version brings.
 *
 * @throws {InvalidOptionsError} names every field that is wrong, its value and what was expected.
 * @example
 * ```ts
 * import { readLimits } from '@sigmax/risk';
 * const document = readLimits({
 *   name: 'paper', version: 1, reportingAsset: 'USDT', effectiveAtMs: 0,
 *   limits: { 'max-weight': { kind: 'max-weight', limitFraction: 0.2 } },
 * });
 * document.limits['max-weight']?.isSoft; // => false
 * ```
 */
export const readLimits = (input: unknown): LimitsDocument => {
  if (Object.hasOwn(Object(input), 'basedOn')) {
    const { basedOn, ...rest } = parseOptions(kept, input, 'limits');
    return basedOn === undefined ? rest : { ...rest, basedOn };
  }
  const { profile, without, limits, ...rest } = parseOptions(written, input, 'limits');
  if (profile === undefined) {
    requireKnown(without, {});
    return { ...rest, limits };
  }
  const base = parseOptions(z.record(name, limit), limitsProfiles[profile], `profile ${profile}`);
  requireKnown(without, base);
  const left = Object.entries(base).filter(([one]) => !without.includes(one));
  return { ...rest, basedOn: profile, limits: { ...Object.fromEntries(left), ...limits } };
};
