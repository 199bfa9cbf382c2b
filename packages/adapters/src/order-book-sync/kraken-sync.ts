import { createOrderBook, type OrderBookDelta } from '@sigmax/core';
import { krakenChecksum, krakenChecksumLevels } from './kraken-checksum';
import { KrakenFrame, type KrakenSide } from './kraken-frame';
import type { OrderBookSync } from './order-book-sync';
import { readInto } from './read-into';
import type { SyncSettings } from './sync-options';
import { type SyncState, served, startState, syncMoves, takeOutputs } from './sync-state';
import { compareIds, type VenueId } from './venue-id';

/** Where the machine of Kraken stands. */
export interface KrakenState extends SyncState {
  /** Rises with the time of the newest message that came on this connection; `undefined` before the first. */
  newestOrder: VenueId | undefined;
  /** The messages of that time, so that one that comes again is known. */
  newestTexts: string[];
}

/** Messages that may share one time; far more than a venue sends in a microsecond. */
const mostTexts = 64;

const flat = ({ levels }: KrakenSide): number[] => Array.from(levels.values.subarray(0, levels.length));

/**
 * The machine of a venue that numbers nothing and sends a checksum of the best ten levels with each change.
 *
 * The book has ten levels a side, so the checksum speaks of all of it. What is older than the newest message is dropped: an
 * old change could lead back to an old book, whose old checksum fits. A snapshot that does not tell its time is believed
 * once an update after it has fitted.
 */
export const krakenSync = (
  settings: SyncSettings,
  readMessage: (text: string, frame: KrakenFrame) => void,
): OrderBookSync<KrakenState> => {
  const moves = syncMoves(settings);
  const frame = new KrakenFrame();

  /** Applies the frame. Returns what is wrong with the book now. */
  const apply = (state: KrakenState): 'crossed-book' | 'checksum-mismatch' | undefined => {
    const { book } = state;
    const { bids, asks } = frame;
    if (frame.kind === 'snapshot') book.clear();
    book.update('bid', bids.levels.values, bids.levels.length, bids.digits);
    book.update('ask', asks.levels.values, asks.levels.length, asks.digits);
    book.finish(frame.timeMs ?? book.timeMs ?? 0);
    if (book.isCrossed) return 'crossed-book';
    return krakenChecksum(book) === frame.checksum ? undefined : 'checksum-mismatch';
  };

  const note = (state: KrakenState, order: VenueId): void => {
    if (order === state.newestOrder) return;
    state.newestOrder = order;
    state.newestTexts.length = 0;
  };

  const onSnapshot = (state: KrakenState, timeMs: number): void => {
    const { order } = frame;
    const inTime = order === undefined || state.newestOrder === undefined ? 1 : compareIds(order, state.newestOrder);
    if (inTime < 0) {
      moves.ignored(state, 'old-snapshot');
      if (state.phase === 'waiting') moves.requestSnapshot(state, state.reason, timeMs);
      return;
    }
    // The venue sends one for each subscription; one that does not tell its time may have been under way for long.
    if (state.phase !== 'waiting' && !(order !== undefined && inTime > 0)) {
      moves.ignored(state, 'snapshot-not-needed');
      return;
    }
    const wasSynced = state.phase === 'synced';
    const fault = apply(state);
    if (fault !== undefined) moves.requestSnapshot(state, fault, timeMs);
    else if (order !== undefined) {
      note(state, order);
      state.confirmedMs = timeMs;
      if (wasSynced) moves.emitBook(state);
      else moves.synced(state, timeMs);
    } else moves.unsynced(state, 'linking', 'awaiting-first-update', timeMs);
  };

  /** Whether the update is newer than all before; those that share a time are told apart by their text. */
  const isNew = (state: KrakenState, text: string): boolean => {
    const order = frame.order as VenueId;
    const inTime = state.newestOrder === undefined ? 1 : compareIds(order, state.newestOrder);
    if (inTime < 0 || (inTime === 0 && state.newestTexts.includes(text))) return false;
    note(state, order);
    if (state.newestTexts.length < mostTexts) state.newestTexts.push(text);
    return true;
  };

  const emit = (state: KrakenState): void => {
    const event: OrderBookDelta = {
      type: 'order-book-delta',
      instrumentId: settings.instrumentId,
      timeMs: state.book.timeMs ?? 0,
      bids: flat(frame.bids),
      asks: flat(frame.asks),
    };
    state.outputs.push({ type: 'event', event });
  };

  const onUpdate = (state: KrakenState, text: string, timeMs: number): void => {
    if (!isNew(state, text)) {
      moves.oldMessage(state, timeMs);
      return;
    }
    // Between a request and its snapshot updates of the old subscription come.
    if (state.phase === 'waiting') return;
    const fault = apply(state);
    if (fault !== undefined) {
      moves.requestSnapshot(state, fault, timeMs);
      return;
    }
    state.confirmedMs = timeMs;
    state.oldMessages = 0;
    if (state.phase === 'synced' && settings.emitEvents) emit(state);
    moves.synced(state, timeMs);
  };

  const onMessage = (state: KrakenState, text: string, timeMs: number): void => {
    state.lastMessageMs = timeMs;
    if (!readInto(state, settings, readMessage, text, frame)) return;
    if (frame.kind === 'snapshot') onSnapshot(state, timeMs);
    else if (frame.kind === 'update') onUpdate(state, text, timeMs);
  };

  return {
    start: () => ({
      ...startState(
        createOrderBook({
          instrumentId: settings.instrumentId,
          maximumLevels: krakenChecksumLevels,
          keepsDigits: true,
        }),
      ),
      newestOrder: undefined,
      newestTexts: [],
    }),

    next: (state, input) => {
      const { timeMs } = input;
      moves.checkPatience(state, input);
      if (input.type === 'connected') {
        state.newestOrder = undefined;
        state.newestTexts = [];
        state.attempts = 0;
        state.lastMessageMs = timeMs;
        moves.unsynced(state, 'waiting', 'awaiting-snapshot', timeMs);
        state.isRequested = true;
      } else if (input.type === 'disconnected') {
        moves.unsynced(state, 'offline', 'not-connected', timeMs);
      } else if (state.phase === 'offline' || state.phase === 'reconnecting') {
        if (input.type !== 'tick') moves.ignored(state, 'not-connected');
      } else if (input.type === 'message') onMessage(state, input.text, timeMs);
      else if (input.type === 'snapshot') moves.ignored(state, 'snapshot-not-needed');
      return takeOutputs(state);
    },

    served,
  };
};
