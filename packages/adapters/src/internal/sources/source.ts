import type { Clock } from '@sigmax/core';

/** Anything that JSON can write. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How far what a source says can be believed: a number that was checked, what a listed source wrote, what anybody could have. */
export type SourceTrust = 'measured' | 'listed' | 'untrusted';

/** What is odd about the time that a source gives for an item. */
export type DateProblem = 'missing' | 'unreadable' | 'future' | 'implausible';

/** One thing that a source says, before it is known when it was received. */
export interface SourceDraft {
  /** `"news"`, `"social"`, `"fundamental"`, `"on-chain"`, `"sentiment-index"`. */
  readonly kind: string;
  /** What the source calls it; stays the same when it is edited. */
  readonly guid: string | undefined;
  /** The headline, for what is written by people: two that are nearly the same are one. */
  readonly text: string | undefined;
  readonly publishedAtMs: number | undefined;
  /** Whether the source gave a time that could not be read. */
  readonly isDateUnreadable: boolean;
  /** Symbols of the assets that the source says it is about: `"BTC"`. */
  readonly assets: readonly string[];
  readonly content: Json;
}

/** A row that is no item, and why. */
export interface RefusedRow {
  readonly code: 'NO_TITLE' | 'NOT_A_ROW' | 'BAD_VALUE';
  readonly problem: string;
}

/** What one look at a source brought. */
export interface SourceAnswer {
  /** Newest first or as the source orders them. */
  readonly drafts: readonly SourceDraft[];
  readonly refused: readonly RefusedRow[];
  /** Rows beyond the limit, which were not looked at. */
  readonly leftOut: number;
  /** The server said that nothing has changed since the last look. */
  readonly isUnchanged: boolean;
}

/** What comes with a look at a source. */
export interface SourceCall {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** A source in one run. What it remembers between two looks, such as a token, lives in it. */
export interface OpenSource {
  /** Asks once. Rejects with a `SourceError`, and gives nothing that the source did not say. */
  poll(call: SourceCall): Promise<SourceAnswer>;
}

/** Something that can be asked again and again. An implementer guarantees that `open` sends nothing and `poll` heeds its signal. */
export interface Source {
  /** What items name as their source: `"coindesk"`. */
  readonly id: string;
  readonly trust: SourceTrust;
  /** It is asked no more often than this, whatever the poller's `everyMs`. */
  readonly minimumEveryMs?: number | undefined;
  /** How long one look may take, if it is not what the poller says. */
  readonly timeoutMs?: number | undefined;
  open(): OpenSource;
}
