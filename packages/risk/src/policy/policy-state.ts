import type { KnownStops } from '../combinators/known-stops';
import type { LimitsDocument } from './limits-document';

/** A document and what its guards remember, in the order of {@link guardsFrom}. */
export interface PolicyTerms {
  readonly document: LimitsDocument;
  readonly hash: string;
  states: unknown[];
}

/** Why a document was not taken. */
export interface PolicyRefusal {
  readonly timeMs: number;
  readonly code: string;
  readonly message: string;
}

/** A soft limit that an operator has put aside. */
export interface PolicyOverride {
  readonly limit: string;
  readonly untilMs: number;
}

/** All that a policy remembers. Plain data, changed in place. */
export interface PolicyState {
  /** Hash of the document that the guard was made with, to see after a restart that it was made with another one. */
  madeWith: string;
  inForce: PolicyTerms;
  /** Applies besides `inForce` until its time has come, and then instead of it. */
  next: PolicyTerms | undefined;
  /** The last document or override that was not taken. */
  refusal: PolicyRefusal | undefined;
  overrides: PolicyOverride[];
  /** What the bot has already been stopped by. */
  stops: KnownStops;
}
