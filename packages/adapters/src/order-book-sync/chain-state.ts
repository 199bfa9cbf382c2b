import type { MutableOrderBook } from '@sigmax/core';
import type { PendingFrame } from './pending-frames';
import { type SyncState, startState } from './sync-state';
import type { VenueId } from './venue-id';

/** Where a machine of a venue that numbers its changes stands. */
export interface ChainState extends SyncState {
  /** Id of the book; `undefined` when changes cannot be applied to it. */
  appliedId: VenueId | undefined;
  /** Order of the last change in the book. */
  appliedOrder: VenueId | undefined;
  /** A snapshot of a smaller id is of no use. */
  floorId: VenueId;
  /** One of an older order neither: it is from before the ids started again. */
  floorOrder: VenueId | undefined;
  /** Order of the newest message that came on this connection: a book that is older is not the venue's. */
  newestOrder: VenueId | undefined;
  /** The venue's time of the last change that came; snapshots over HTTP may have none of their own. */
  newestMs: number;
  /** Whether the next change is the first after a snapshot. */
  isAfterSnapshot: boolean;
  pending: PendingFrame[];
}

export const startChain = (book: MutableOrderBook): ChainState => ({
  ...startState(book),
  appliedId: undefined,
  appliedOrder: undefined,
  floorId: -1,
  floorOrder: undefined,
  newestOrder: undefined,
  newestMs: 0,
  isAfterSnapshot: false,
  pending: [],
});

/** Forgets what is known of the book and what waits for it. */
export const forgetChain = (state: ChainState): void => {
  state.appliedId = undefined;
  state.appliedOrder = undefined;
  state.floorId = -1;
  state.floorOrder = undefined;
  state.isAfterSnapshot = false;
  state.pending = [];
};
