import { createOrderBook, type OrderBookDelta } from '@sigmax/core';
import { BookFrame, type ReadFrame } from './book-frame';
import { type ChainState, forgetChain, startChain } from './chain-state';
import { compareOrders, contradicts, isBefore, isOfUse, linkOf } from './link-of';
import type { LinkRules } from './link-rules';
import type { OrderBookSync } from './order-book-sync';
import { isPending, type PendingFrame, pendingFrame } from './pending-frames';
import { readInto } from './read-into';
import type { SyncSettings } from './sync-options';
import { served, syncMoves, takeOutputs } from './sync-state';
import { compareIds, idsBetween, type VenueId } from './venue-id';

export interface ChainOptions {
  readonly settings: SyncSettings;
  readonly rules: LinkRules;
  readonly readMessage: ReadFrame;
  /** For venues whose snapshots are requested. */
  readonly readSnapshot?: ReadFrame;
  /** Levels a side that the venue maintains. */
  readonly maximumLevels?: number;
  /** Levels a side that a requested snapshot has at most; as many as that, and there may be more. */
  readonly snapshotLevels?: number;
}

/**
 * The machine of venues that number their changes, so that each change names the book that it leads from.
 *
 * A change is applied to exactly that book. One that comes too early waits; one that is old is dropped; what is missing is
 * met by waiting, a snapshot or a new connection, by the size of the gap.
 */
export const chainSync = (options: ChainOptions): OrderBookSync<ChainState> => {
  const { settings, rules, readMessage, readSnapshot, maximumLevels, snapshotLevels } = options;
  const waitIds = settings.gaps.wait ?? rules.waitIds;
  const snapshotIds = settings.gaps.snapshot ?? rules.snapshotIds;
  const moves = syncMoves(settings, snapshotLevels);
  const frame = new BookFrame();

  const noteOrder = (state: ChainState): void => {
    const { newestOrder } = state;
    if (newestOrder === undefined || compareOrders(frame.order, newestOrder) > 0) state.newestOrder = frame.order;
  };

  /** Applies a change that follows. Returns whether the book can still be believed. */
  const apply = (state: ChainState, change: PendingFrame | BookFrame): boolean => {
    const { book } = state;
    if (change instanceof BookFrame) {
      book.update('bid', change.bids.values, change.bids.length);
      book.update('ask', change.asks.values, change.asks.length);
    } else {
      book.update('bid', change.bids, change.bids.length);
      book.update('ask', change.asks, change.asks.length);
    }
    // A message of another channel may have no time, and a venue's clock may step back; events do not.
    book.finish(Math.max(change.timeMs, book.timeMs ?? 0));
    state.appliedId = change.lastId;
    state.appliedOrder = change.order;
    state.updateId = change.lastId;
    state.isAfterSnapshot = false;
    state.oldMessages = 0;
    return !book.isCrossed;
  };

  /** The book is wrong, so nothing can be applied to it until a snapshot that is at least as new. */
  const distrust = (state: ChainState, timeMs: number): void => {
    state.floorId = state.appliedId ?? -1;
    state.appliedId = undefined;
    moves.requestSnapshot(state, 'crossed-book', timeMs);
  };

  /** Applies what waits and follows, in any order of arrival. Returns whether the book can still be believed. */
  const drain = (state: ChainState): boolean => {
    let hasMoved = true;
    while (hasMoved && state.pending.length > 0) {
      hasMoved = false;
      const left: PendingFrame[] = [];
      for (const change of state.pending) {
        const link = linkOf(rules, state, change);
        if (link === 'follows') {
          if (!apply(state, change)) return false;
          hasMoved = true;
        } else if (link !== 'old') left.push(change);
      }
      state.pending = left;
    }
    return true;
  };

  const wait = (state: ChainState, timeMs: number): void => {
    if (isPending(state.pending, frame)) {
      moves.ignored(state, 'duplicate');
      return;
    }
    state.pending.push(pendingFrame(frame));
    if (state.pending.length > settings.maximumPending) moves.reconnect(state, 'overflow', timeMs);
  };

  const emit = (state: ChainState): void => {
    const event: OrderBookDelta = {
      type: 'order-book-delta',
      instrumentId: settings.instrumentId,
      timeMs: state.book.timeMs ?? 0,
      bids: Array.from(frame.bids.values.subarray(0, frame.bids.length)),
      asks: Array.from(frame.asks.values.subarray(0, frame.asks.length)),
      updateId: String(frame.lastId),
    };
    state.outputs.push({ type: 'event', event });
  };

  /** A change for a book that cannot take any yet. */
  const collect = (state: ChainState, timeMs: number): void => {
    wait(state, timeMs);
    // The stream has to flow before a snapshot is asked for, or it would be older than the first change.
    if (state.phase === 'waiting' && !state.isRequested) moves.requestSnapshot(state, state.reason, timeMs);
  };

  const followed = (state: ChainState, timeMs: number): void => {
    const wasSynced = state.phase === 'synced';
    if (!apply(state, frame) || !drain(state)) {
      distrust(state, timeMs);
      return;
    }
    state.confirmedMs = timeMs;
    if (wasSynced && settings.emitEvents) emit(state);
    // What is left in the buffer has yet another gap before it.
    const isNewest = state.pending.length === 0 && compareOrders(state.appliedOrder, state.newestOrder) >= 0;
    if (isNewest) moves.synced(state, timeMs);
  };

  const missed = (state: ChainState, timeMs: number): void => {
    const { phase } = state;
    const size = idsBetween(state.appliedId as VenueId, frame.previousId);
    wait(state, timeMs);
    if (phase !== 'synced' && phase !== 'linking') return;
    if (!(size <= snapshotIds)) moves.reconnect(state, 'gap', timeMs);
    else if (phase === 'linking' || !(size <= waitIds)) moves.requestSnapshot(state, 'gap', timeMs);
    else moves.unsynced(state, 'filling', 'gap', timeMs);
  };

  const onDelta = (state: ChainState, timeMs: number): void => {
    const { newestOrder } = state;
    noteOrder(state);
    state.newestMs = frame.timeMs;
    if (state.appliedId === undefined) {
      collect(state, timeMs);
      return;
    }
    const link = state.pending.some((waiting) => contradicts(frame, waiting))
      ? 'restarted'
      : linkOf(rules, state, frame);
    if (link === 'follows') followed(state, timeMs);
    else if (link === 'gap') missed(state, timeMs);
    else if (link === 'old') moves.oldMessage(state, timeMs);
    else {
      forgetChain(state);
      state.floorOrder = newestOrder;
      wait(state, timeMs);
      moves.requestSnapshot(state, 'ids-restarted', timeMs);
    }
  };

  /** Takes the snapshot in the frame as the book. Returns whether it can be believed. */
  const load = (state: ChainState): boolean => {
    const { bids, asks, timeMs, lastId, order } = frame;
    const isCut = (length: number): boolean => snapshotLevels !== undefined && length >= snapshotLevels * 2;
    const last = (levels: { readonly values: Float64Array; readonly length: number }): number | undefined =>
      isCut(levels.length) ? (levels.values[levels.length - 2] as number) : undefined;
    const { book } = state;
    book.clear(last(bids), last(asks));
    book.update('bid', bids.values, bids.length);
    book.update('ask', asks.values, asks.length);
    book.finish(timeMs > 0 ? timeMs : state.newestMs);
    state.appliedId = lastId;
    state.appliedOrder = order;
    state.updateId = lastId;
    state.floorId = -1;
    state.isAfterSnapshot = true;
    noteOrder(state);
    return !book.isCrossed;
  };

  const refuseCrossed = (state: ChainState, timeMs: number): void => {
    state.appliedId = undefined;
    state.outputs.push({
      type: 'refused',
      code: 'CROSSED_SNAPSHOT',
      message: 'best bid was not below best ask in the snapshot',
    });
    moves.requestSnapshot(state, 'crossed-book', timeMs);
  };

  /** After a snapshot: what waited is applied, and then either nothing is missing or another snapshot is needed. */
  const settle = (state: ChainState, isProven: boolean, timeMs: number): void => {
    const before = state.appliedId;
    if (!drain(state)) distrust(state, timeMs);
    else if (state.pending.length > 0 || compareOrders(state.appliedOrder, state.newestOrder) < 0)
      moves.requestSnapshot(state, 'gap', timeMs);
    else if (isProven || state.appliedId !== before) moves.synced(state, timeMs);
    else moves.unsynced(state, 'linking', 'awaiting-first-update', timeMs);
  };

  const old = (state: ChainState, timeMs: number): void => {
    moves.ignored(state, 'old-snapshot');
    if (state.phase === 'waiting') moves.requestSnapshot(state, state.reason, timeMs);
  };

  const onRequestedSnapshot = (state: ChainState, timeMs: number): void => {
    const { lastId } = frame;
    if (state.phase === 'synced') {
      moves.ignored(state, 'snapshot-not-needed');
      return;
    }
    const isNewer = state.appliedId === undefined || compareIds(lastId, state.appliedId) > 0;
    const later = state.pending.filter((change) => compareIds(change.lastId, lastId) > 0);
    const isReached = later.length === 0 || later.some(({ previousId }) => compareIds(previousId, lastId) <= 0);
    if (!isNewer || compareIds(lastId, state.floorId) < 0 || !isReached) {
      old(state, timeMs);
      return;
    }
    const isLatest = later.length === 0 && state.pending.some((change) => change.lastId === lastId);
    if (!load(state)) {
      refuseCrossed(state, timeMs);
      return;
    }
    state.confirmedMs = timeMs;
    state.pending = later;
    settle(state, isLatest, timeMs);
  };

  const onStreamedSnapshot = (state: ChainState, timeMs: number): void => {
    if (!isOfUse(rules, state, frame)) {
      old(state, timeMs);
      return;
    }
    if (!load(state)) {
      refuseCrossed(state, timeMs);
      return;
    }
    state.confirmedMs = timeMs;
    state.pending = state.pending.filter((change) => !isBefore(change, frame));
    if (state.phase === 'synced') moves.emitBook(state);
    settle(state, true, timeMs);
  };

  return {
    start: () => {
      const { instrumentId } = settings;
      const limit = maximumLevels === undefined ? {} : { maximumLevels };
      return startChain(createOrderBook({ instrumentId, ...limit }));
    },

    next: (state, input) => {
      const { timeMs } = input;
      moves.checkPatience(state, input);
      if (input.type === 'connected') {
        forgetChain(state);
        state.newestOrder = undefined;
        state.attempts = 0;
        state.lastMessageMs = timeMs;
        moves.unsynced(state, 'waiting', 'awaiting-snapshot', timeMs);
        state.isRequested = rules.snapshots === 'streamed';
      } else if (input.type === 'disconnected') {
        forgetChain(state);
        moves.unsynced(state, 'offline', 'not-connected', timeMs);
      } else if (state.phase === 'offline' || state.phase === 'reconnecting') {
        if (input.type !== 'tick') moves.ignored(state, 'not-connected');
      } else if (input.type === 'message') {
        state.lastMessageMs = timeMs;
        if (readInto(state, settings, readMessage, input.text, frame)) {
          if (frame.kind === 'delta') onDelta(state, timeMs);
          else if (frame.kind === 'snapshot') onStreamedSnapshot(state, timeMs);
        }
      } else if (input.type === 'snapshot') {
        if (readSnapshot === undefined) moves.ignored(state, 'snapshot-not-needed');
        else if (readInto(state, settings, readSnapshot, input.text, frame)) onRequestedSnapshot(state, timeMs);
        else if (state.phase === 'waiting') moves.requestSnapshot(state, state.reason, timeMs);
      }
      return takeOutputs(state);
    },

    served,
  };
};
