import { canonicalJson, describeScope, type Scope } from '@sigmax/core';
import { sha256OfText } from '../store/sha256-of-text';
import type { VenueOrder } from './cancel-venue';

/** Why a kill stands. */
export type KillCode =
  /** Somebody asked for it. */
  | 'KILL_SWITCH'
  /** The store cannot be read, was changed, or is of a later version: a kill may stand in it. */
  | 'STORE_UNREADABLE'
  /** The journal cannot be read, or is not what was written. */
  | 'JOURNAL_BROKEN'
  /** The journal knows of kills or re-arms that the store does not. */
  | 'STORE_ROLLED_BACK';

/** A kill that stands. One for each scope; it can only go further until it is re-armed. Plain data. */
export interface KillLatch {
  readonly scope: Scope;
  readonly action: 'cancel' | 'flatten';
  readonly collarRate?: number;
  readonly code: KillCode;
  readonly reason: string;
  readonly by: string;
  readonly timeMs: number;
  /** Whoever re-arms has to show it, and so has seen the kill as it stands now. */
  readonly token: string;
}

/** It is shown to listeners, who must not be able to narrow it. */
export const frozen = (latch: KillLatch): KillLatch => Object.freeze({ ...latch, scope: Object.freeze(latch.scope) });

/** A latch with its token: 12 hexadecimal digits that follow from all of it. */
export const withToken = (latch: Omit<KillLatch, 'token'>, sequence: number): KillLatch =>
  frozen({ ...latch, token: sha256OfText(canonicalJson({ ...latch, sequence })).slice(0, 12) });

export const isSameScope = (one: Scope, other: Scope): boolean => describeScope(one) === describeScope(other);

/** How far a flatten may go; left out is any price, a fraction of 1. */
const reach = ({ action, collarRate }: Pick<KillLatch, 'action' | 'collarRate'>): number =>
  action === 'cancel' ? -1 : (collarRate ?? 1);

/** Whether a kill goes further than one that stands for the same scope. */
export const goesFurther = (
  next: Pick<KillLatch, 'action' | 'collarRate'>,
  standing: Pick<KillLatch, 'action' | 'collarRate'>,
): boolean => reach(next) > reach(standing);

const venuePart = (instrumentId: string): string => instrumentId.slice(0, Math.max(0, instrumentId.indexOf(':')));

/** Whether a scope can hold anything at a venue. */
export const touches = ({ instrumentId, venue }: Scope, name: string): boolean =>
  (venue === undefined || venue === name) && (instrumentId === undefined || venuePart(instrumentId) === name);

/** Whether an order at a venue may be in a scope. What the venue does not tell excludes nothing. */
export const mayCover = (scope: Scope, name: string, { instrumentId, tag }: VenueOrder): boolean =>
  touches(scope, name) &&
  (scope.instrumentId === undefined || instrumentId === undefined || scope.instrumentId === instrumentId) &&
  (scope.tag === undefined || tag === undefined || scope.tag === tag);
