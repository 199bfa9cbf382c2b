import { canonicalJson, createSha256 } from '@sigmax/core';
import type { DateProblem, Json, SourceDraft, SourceTrust } from './source';

/**
 * One thing that a source said and that has reached us. Plain data; has every field of an `Evidence` of `@sigmax/agents`, so that an
 * evidence store takes it as it is.
 */
export interface SourceItem {
  /** The source, `":"` and the first 16 digits of the content's hash; a status has the time instead. */
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly trust: SourceTrust;
  /** From the option `instruments`; empty for the market as a whole. */
  readonly instrumentIds: readonly string[];
  /** What the source says, right or wrong. `undefined` when it says nothing that can be read. */
  readonly publishedAtMs: number | undefined;
  /** When it reached us. Decisions heed this one alone. */
  readonly receivedAtMs: number;
  readonly content: Json;
  /** SHA-256 of the content as canonical JSON. */
  readonly contentHash: string;
  readonly guid: string | undefined;
  readonly assets: readonly string[];
  readonly dateProblem: DateProblem | undefined;
  /** The id of what the source said under the same guid before. */
  readonly revises: string | undefined;
}

const encoder = new TextEncoder();

/** SHA-256 of a value's canonical JSON. */
export const contentHash = (value: unknown): string => {
  const hash = createSha256();
  hash.update(encoder.encode(canonicalJson(value)));
  return hash.hex();
};

/** A source's clock may be ahead of ours by this much. */
const aheadMs = 300_000;

/** The first block of Bitcoin: nobody wrote of crypto markets before. */
const firstBlockMs = Date.UTC(2009, 0, 3);

const dateProblemOf = (draft: SourceDraft, receivedAtMs: number): DateProblem | undefined => {
  const { publishedAtMs, isDateUnreadable } = draft;
  if (publishedAtMs === undefined) return isDateUnreadable ? 'unreadable' : 'missing';
  if (publishedAtMs > receivedAtMs + aheadMs) return 'future';
  return publishedAtMs < firstBlockMs ? 'implausible' : undefined;
};

/** Closed to writing at every depth: what was hashed is what will be read. */
const closed = (value: Json): Json => {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) closed(part as Json);
  return Object.freeze(value);
};

/** What a draft becomes once it is known who said it and when it was received. */
export interface Receipt {
  readonly source: string;
  readonly trust: SourceTrust;
  readonly receivedAtMs: number;
  readonly contentHash: string;
  readonly instruments: Readonly<Record<string, readonly string[]>>;
  readonly revises: string | undefined;
}

/** Makes an item of a draft. */
export const sourceItem = (draft: SourceDraft, receipt: Receipt): SourceItem => {
  const { instruments, ...rest } = receipt;
  const ids = draft.assets.flatMap((asset) => (Object.hasOwn(instruments, asset) ? (instruments[asset] ?? []) : []));
  return Object.freeze({
    ...rest,
    id: itemId(receipt.source, receipt.contentHash),
    kind: draft.kind,
    instrumentIds: Object.freeze([...new Set(ids)]),
    publishedAtMs: draft.publishedAtMs,
    content: closed(draft.content),
    guid: draft.guid,
    assets: Object.freeze([...draft.assets]),
    dateProblem: dateProblemOf(draft, receipt.receivedAtMs),
  });
};

/** The same content of the same source has the same id. */
export const itemId = (source: string, hash: string): string => `${source}:${hash.slice(0, 16)}`;

/** The kind of items that say whether their source could be read. */
export const statusKind = 'source-status';

/** An item that says whether a source could be read, as `sentimentAgent` of `@sigmax/agents` reads it. */
export const statusItem = (
  source: string,
  receivedAtMs: number,
  isUp: boolean,
  errorCode: string | undefined,
): SourceItem => {
  const content = errorCode === undefined ? { isUp } : { isUp, errorCode };
  return Object.freeze({
    id: `${source}:${statusKind}:${receivedAtMs}`,
    kind: statusKind,
    source,
    trust: 'measured',
    instrumentIds: [],
    publishedAtMs: receivedAtMs,
    receivedAtMs,
    content: Object.freeze(content),
    contentHash: contentHash(content),
    guid: undefined,
    assets: [],
    dateProblem: undefined,
    revises: undefined,
  });
};
