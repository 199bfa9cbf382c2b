import { createOrderBook, type OrderBookDelta } from '@sigmax/core';
import { BookFrame, type ReadFrame } from './book-frame';
import { FrameFault } from './frame-fault';
import type { LinkRules } from './link-rules';
import type { OrderBookSync } from './order-book-sync';
import { isPending, type PendingFrame, pendingFrame } from './pending-frames';
import type { SyncSettings } from './sync-options';
import { type SyncState, served, startState, syncMoves, takeOutputs } from './sync-state';
import { compareIds, idsBetween, type VenueId } from './venue-id';

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

/** What follows from a change, given the book. */
type Link = 'follows' | 'old' | 'restarted' | 'gap';

/** As `compareIds`; 0 when one of the two has no time. */
const compareOrders = (a: VenueId | undefined, b: VenueId | undefined): number =>
  a === undefined || b === undefined ? 0 : compareIds(a, b);

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

  const forget = (state: ChainState): void => {
    state.appliedId = undefined;
    state.appliedOrder = undefined;
    state.floorId = -1;
    state.floorOrder = undefined;
    state.isAfterSnapshot = false;
    state.pending = [];
  };

  const noteOrder = (state: ChainState): void => {
    const { newestOrder } = state;
    if (newestOrder === undefined || compareOrders(frame.order, newestOrder) > 0) state.newestOrder = frame.order;
  };

  const linkOf = (state: ChainState, { previousId, lastId, order }: PendingFrame | BookFrame): Link => {
    const appliedId = state.appliedId as VenueId;
    const inTime = compareOrders(order, state.appliedOrder);
    if (rules.order === 'ranks' && inTime < 0) return 'old';
    const overlaps = rules.overlap === 'always' || (rules.overlap === 'after-snapshot' && state.isAfterSnapshot);
    const start = compareIds(previousId, appliedId);
    const end = compareIds(lastId, appliedId);
    if (start === 0 || (overlaps && start < 0 && end > 0)) return 'follows';
    if (end <= 0) return inTime > 0 ? 'restarted' : 'old';
    return rules.order === 'settles' && inTime < 0 ? 'old' : 'gap';
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
        const link = linkOf(state, change);
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

  /** Whether the change in the frame is later in time than one that waits, and not later by its id. */
  const contradicts = ({ lastId, order }: PendingFrame): boolean =>
    compareOrders(frame.order, order) > 0 && compareIds(frame.lastId, lastId) < 0;

  const onDelta = (state: ChainState, timeMs: number): void => {
    const { newestOrder } = state;
    noteOrder(state);
    state.newestMs = frame.timeMs;
    if (state.appliedId === undefined) {
      collect(state, timeMs);
      return;
    }
    const link = state.pending.some(contradicts) ? 'restarted' : linkOf(state, frame);
    if (link === 'follows') followed(state, timeMs);
    else if (link === 'gap') missed(state, timeMs);
    else if (link === 'old') moves.oldMessage(state, timeMs);
    else {
      forget(state);
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

  /** Whether a change is from before the snapshot in the frame. */
  const isBeforeSnapshot = ({ order, lastId }: PendingFrame): boolean => {
    const inTime = compareOrders(order, frame.order);
    return inTime < 0 || (inTime === 0 && compareIds(lastId, frame.lastId) <= 0);
  };

  /** Whether the snapshot in the frame is newer than the book, or as new as one that cannot go on. */
  const isOfUse = ({ appliedId, appliedOrder, floorId, floorOrder, phase }: ChainState): boolean => {
    if (compareOrders(frame.order, floorOrder) < 0) return false;
    if (appliedId === undefined) return compareIds(frame.lastId, floorId) >= 0;
    const inTime = compareOrders(frame.order, appliedOrder);
    const inIds = compareIds(frame.lastId, appliedId);
    if (phase === 'synced') return inTime > 0 || (inTime === 0 && inIds > 0);
    return inTime > 0 || (inIds >= 0 && !(rules.order === 'ranks' && inTime < 0));
  };

  const onStreamedSnapshot = (state: ChainState, timeMs: number): void => {
    if (!isOfUse(state)) {
      old(state, timeMs);
      return;
    }
    if (!load(state)) {
      refuseCrossed(state, timeMs);
      return;
    }
    state.confirmedMs = timeMs;
    state.pending = state.pending.filter((change) => !isBeforeSnapshot(change));
    if (state.phase === 'synced') moves.emitBook(state);
    settle(state, true, timeMs);
  };

  const parse = (state: ChainState, read: ReadFrame, text: string): boolean => {
    frame.clear();
    try {
      if (text.length > settings.maximumFrameLength) {
        throw new FrameFault('TOO_LONG', `the message had ${text.length} characters`);
      }
      read(text, frame);
      return true;
    } catch (fault) {
      if (!(fault instanceof FrameFault)) throw fault;
      state.outputs.push({ type: 'refused', code: fault.code, message: fault.message });
      return false;
    }
  };

  return {
    start: () => ({
      ...startState(
        createOrderBook({
          instrumentId: settings.instrumentId,
          ...(maximumLevels === undefined ? {} : { maximumLevels }),
        }),
      ),
      appliedId: undefined,
      appliedOrder: undefined,
      floorId: -1,
      floorOrder: undefined,
      newestOrder: undefined,
      newestMs: 0,
      isAfterSnapshot: false,
      pending: [],
    }),

    next: (state, input) => {
      const { timeMs } = input;
      moves.checkPatience(state, input);
      if (input.type === 'connected') {
        forget(state);
        state.newestOrder = undefined;
        state.attempts = 0;
        state.lastMessageMs = timeMs;
        moves.unsynced(state, 'waiting', 'awaiting-snapshot', timeMs);
        state.isRequested = rules.snapshots === 'streamed';
      } else if (input.type === 'disconnected') {
        forget(state);
        moves.unsynced(state, 'offline', 'not-connected', timeMs);
      } else if (state.phase === 'offline' || state.phase === 'reconnecting') {
        if (input.type !== 'tick') moves.ignored(state, 'not-connected');
      } else if (input.type === 'message') {
        state.lastMessageMs = timeMs;
        if (parse(state, readMessage, input.text)) {
          if (frame.kind === 'delta') onDelta(state, timeMs);
          else if (frame.kind === 'snapshot') onStreamedSnapshot(state, timeMs);
        }
      } else if (input.type === 'snapshot') {
        if (readSnapshot === undefined) moves.ignored(state, 'snapshot-not-needed');
        else if (parse(state, readSnapshot, input.text)) onRequestedSnapshot(state, timeMs);
        else if (state.phase === 'waiting') moves.requestSnapshot(state, state.reason, timeMs);
      }
      return takeOutputs(state);
    },

    served,
  };
};
