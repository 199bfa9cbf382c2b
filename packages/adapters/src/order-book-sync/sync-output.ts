import type { OrderBook, OrderBookDelta, OrderBookSnapshot } from '@sigmax/core';
import type { FrameFaultCode } from './frame-fault';

/** Why a book is not synced. */
export type UnsyncedReason =
  | 'not-connected'
  /** No snapshot has come yet, or the last one was too old. */
  | 'awaiting-snapshot'
  /** A snapshot has come, and no change yet that proves that it is of now. */
  | 'awaiting-first-update'
  /** Messages are missing. */
  | 'gap'
  | 'crossed-book'
  | 'checksum-mismatch'
  /** The venue's ids started again, and the book that came with it was missed. */
  | 'ids-restarted'
  /** Only old messages came for so long that the stream cannot be trusted. */
  | 'stale-stream'
  /** Nothing came for `silenceMs`. */
  | 'silent'
  /** More messages wait for a snapshot than `maximumPending`. */
  | 'overflow'
  /** `maximumAttempts` snapshots did not help. */
  | 'attempts-exhausted';

/** Why a message changed nothing. */
export type IgnoredReason =
  | 'not-connected'
  /** It was applied before, or is older than the book. */
  | 'old-message'
  /** A snapshot older than the book or than what has been missed. */
  | 'old-snapshot'
  /** A snapshot that nobody needs. */
  | 'snapshot-not-needed'
  /** It waits in the buffer already. */
  | 'duplicate';

/** What a machine asks of its driver, or tells it. */
export type SyncOutput =
  /**
   * Get a new snapshot: over HTTP with `levels` levels where the venue has it, by subscribing anew where it sends one then.
   * `attempt` counts from 1 since the book was last synced, so that the driver can wait longer each time.
   */
  | {
      readonly type: 'request-snapshot';
      readonly reason: UnsyncedReason;
      readonly attempt: number;
      readonly levels: number | undefined;
    }
  /** Close the connection, open a new one and say `connected`. What comes until then is ignored. */
  | { readonly type: 'reconnect'; readonly reason: UnsyncedReason }
  | { readonly type: 'synced'; readonly timeMs: number }
  | { readonly type: 'unsynced'; readonly reason: UnsyncedReason; readonly timeMs: number }
  /** A message was malformed. It counts as lost; the stream lives on. */
  | { readonly type: 'refused'; readonly code: FrameFaultCode; readonly message: string }
  | { readonly type: 'ignored'; readonly reason: IgnoredReason }
  /** With `emitEvents`: the whole book when it becomes synced, then each change. */
  | { readonly type: 'event'; readonly event: OrderBookSnapshot | OrderBookDelta };

/** A book with its word on whether it can be believed. */
export type ServedBook =
  | {
      readonly synced: true;
      /** A view, valid until the next input. */
      readonly book: OrderBook;
      /** Number of the last change in it, as the venue writes it; `undefined` where the venue numbers nothing. */
      readonly updateId: string | undefined;
      /** The driver's time of the last message that says that the book is still right. */
      readonly confirmedMs: number;
    }
  | {
      readonly synced: false;
      readonly reason: UnsyncedReason;
      /** What the book was, for eyes and not for orders. */
      readonly staleBook: OrderBook;
    };
