import { canonicalJson, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { contentHash } from './content-hash';

/** How far what it says can be believed: what we measured, what a listed source wrote, what anybody could have written. */
export type EvidenceTrust = 'measured' | 'listed' | 'untrusted';

/** Anything that JSON can write. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One thing that was known: a headline, a funding rate, an indicator's value. */
export interface Evidence {
  /** What opinions cite. The same content of the same source has the same id. */
  readonly id: string;
  /** `"news"`, `"social"`, `"on-chain"`, `"fundamental"`, `"technical"`, … */
  readonly kind: string;
  readonly source: string;
  readonly trust: EvidenceTrust;
  /** What it is about; empty when it is about the market as a whole. */
  readonly instrumentIds: readonly string[];
  /** What the source says; many say something wrong. `undefined` when it says nothing. */
  readonly publishedAtMs: number | undefined;
  /** When it reached us. Decisions heed this one alone. */
  readonly receivedAtMs: number;
  readonly content: Json;
  /** SHA-256 of the content as canonical JSON. */
  readonly contentHash: string;
}

export interface EvidenceOptions {
  readonly kind: string;
  readonly source: string;
  readonly receivedAtMs: number;
  readonly content: Json;
  /** Defaults to the source and the first 16 digits of the content's hash. */
  readonly id?: string | undefined;
  /** Defaults to `"untrusted"`. */
  readonly trust?: EvidenceTrust | undefined;
  /** Defaults to none: about the market as a whole. */
  readonly instrumentIds?: readonly string[] | undefined;
  readonly publishedAtMs?: number | undefined;
}

const schema = z.strictObject({
  kind: z.string().min(1).max(64),
  source: z.string().min(1).max(256),
  receivedAtMs: z.number(),
  content: z.json(),
  id: z.string().min(1).max(256).optional(),
  trust: z.enum(['measured', 'listed', 'untrusted']).default('untrusted'),
  instrumentIds: z.array(z.string().min(1)).default([]),
  publishedAtMs: z.number().optional(),
});

/**
 * Makes an item of evidence: content with its source, its times and its hash.
 *
 * contentHash = SHA-256(canonical JSON of the content); id = source, `":"`, first 16 hexadecimal digits of the hash.
 *
 * - Units: times in ms since the epoch, UTC.
 * - State: none; the content is a copy that cannot be changed.
 *
 * @throws {InvalidOptionsError} a field is missing or wrong, or the content is nothing that JSON can write.
 * @example
 * ```ts
 * import { evidence } from '@sigmax/agents';
 * const item = evidence({ kind: 'news', source: 'example-feed', receivedAtMs: 1_000, content: 'Upgrade shipped' });
 * item.id; // => 'example-feed:92df9ba8a950d5c2'
 * item.trust; // => 'untrusted'
 * ```
 */
export const evidence = (options: EvidenceOptions): Evidence => {
  const { id, publishedAtMs, ...rest } = parseOptions(schema, options, 'evidence');
  const hash = contentHash(rest.content);
  return Object.freeze({
    ...rest,
    content: closed(JSON.parse(canonicalJson(rest.content)) as Json),
    instrumentIds: Object.freeze([...rest.instrumentIds]),
    publishedAtMs,
    id: id ?? `${rest.source}:${hash.slice(0, 16)}`,
    contentHash: hash,
  });
};

/** Closed to writing at every depth: what was hashed is what will be read. */
const closed = (value: Json): Json => {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) closed(part as Json);
  return Object.freeze(value);
};
