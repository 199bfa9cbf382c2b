import { type MutableOrderBook, orderBookSnapshot } from '@sigmax/core';
import type { SyncInput } from './sync-input';
import type { SyncSettings } from './sync-options';
import type { IgnoredReason, ServedBook, SyncOutput, UnsyncedReason } from './sync-output';
import type { VenueId } from './venue-id';

/**
 * Where a machine stands.
 *
 * `offline` has no connection, `reconnecting` has asked for a new one; `waiting` needs a snapshot; `linking` has one and
 * waits for the change that proves it; `filling` waits for messages that may be late; `synced` serves its book.
 */
export type SyncPhase = 'offline' | 'reconnecting' | 'waiting' | 'linking' | 'filling' | 'synced';

/** What every machine keeps. */
export interface SyncState {
  readonly book: MutableOrderBook;
  phase: SyncPhase;
  /** Why not, outside `synced`. */
  reason: UnsyncedReason;
  /** Number of the last change in the book; `undefined` where the venue numbers nothing. */
  updateId: VenueId | undefined;
  /** Snapshots asked for since the book was last synced. */
  attempts: number;
  isRequested: boolean;
  /** When the phase began: the snapshot was asked for, the gap was found. */
  sinceMs: number;
  /** Old messages in a row. */
  oldMessages: number;
  lastMessageMs: number;
  confirmedMs: number;
  outputs: SyncOutput[];
}

export const startState = (book: MutableOrderBook): SyncState => ({
  book,
  phase: 'offline',
  reason: 'not-connected',
  updateId: undefined,
  attempts: 0,
  isRequested: false,
  sinceMs: 0,
  oldMessages: 0,
  lastMessageMs: 0,
  confirmedMs: 0,
  outputs: [],
});

/** How a machine moves from phase to phase, whatever its venue. */
export interface SyncMoves {
  /** The book is right. */
  synced(state: SyncState, timeMs: number): void;
  /** Tells the whole book, when its changes are listened to. */
  emitBook(state: SyncState): void;
  /** The book is not right, or not known to be; the phase says what is waited for. */
  unsynced(state: SyncState, phase: SyncPhase, reason: UnsyncedReason, timeMs: number): void;
  requestSnapshot(state: SyncState, reason: UnsyncedReason, timeMs: number): void;
  reconnect(state: SyncState, reason: UnsyncedReason, timeMs: number): void;
  ignored(state: SyncState, reason: IgnoredReason): void;
  /** Counts a message that is older than the book; too many in a row and the stream is given up. */
  oldMessage(state: SyncState, timeMs: number): void;
  /** Asks again for what has not come in time. Called with every input. */
  checkPatience(state: SyncState, input: SyncInput): void;
}

export const syncMoves = (settings: SyncSettings, snapshotLevels?: number): SyncMoves => {
  const moves: SyncMoves = {
    synced: (state, timeMs) => {
      if (state.phase === 'synced') return;
      state.phase = 'synced';
      state.attempts = 0;
      state.isRequested = false;
      state.oldMessages = 0;
      state.outputs.push({ type: 'synced', timeMs });
      moves.emitBook(state);
    },

    emitBook: (state) => {
      if (!settings.emitEvents) return;
      const snapshot = orderBookSnapshot(state.book);
      const event = state.updateId === undefined ? snapshot : { ...snapshot, updateId: String(state.updateId) };
      state.outputs.push({ type: 'event', event });
    },

    unsynced: (state, phase, reason, timeMs) => {
      const wasSynced = state.phase === 'synced';
      state.phase = phase;
      state.reason = reason;
      state.sinceMs = timeMs;
      if (wasSynced) state.outputs.push({ type: 'unsynced', reason, timeMs });
    },

    requestSnapshot: (state, reason, timeMs) => {
      if (state.attempts >= settings.maximumAttempts) {
        moves.reconnect(state, 'attempts-exhausted', timeMs);
        return;
      }
      moves.unsynced(state, 'waiting', reason, timeMs);
      state.isRequested = true;
      state.attempts += 1;
      state.outputs.push({ type: 'request-snapshot', reason, attempt: state.attempts, levels: snapshotLevels });
    },

    reconnect: (state, reason, timeMs) => {
      moves.unsynced(state, 'reconnecting', reason, timeMs);
      state.outputs.push({ type: 'reconnect', reason });
    },

    ignored: (state, reason) => {
      state.outputs.push({ type: 'ignored', reason });
    },

    oldMessage: (state, timeMs) => {
      moves.ignored(state, 'old-message');
      if (state.phase !== 'synced') return;
      state.oldMessages += 1;
      if (state.oldMessages > settings.maximumOldMessages) moves.reconnect(state, 'stale-stream', timeMs);
    },

    checkPatience: (state, { type, timeMs }) => {
      const { phase } = state;
      if (phase === 'offline' || phase === 'reconnecting') return;
      if (type === 'tick' && !(timeMs - state.lastMessageMs <= settings.silenceMs)) {
        moves.reconnect(state, 'silent', timeMs);
        return;
      }
      const waitedMs = timeMs - state.sinceMs;
      const isLate =
        (phase === 'filling' && !(waitedMs <= settings.waitMs)) ||
        (phase === 'waiting' && state.isRequested && !(waitedMs <= settings.snapshotTimeoutMs));
      if (isLate) moves.requestSnapshot(state, state.reason, timeMs);
    },
  };
  return moves;
};

/** Takes the outputs of an input out of the state. */
export const takeOutputs = (state: SyncState): readonly SyncOutput[] => {
  if (state.outputs.length === 0) return noOutputs;
  const { outputs } = state;
  state.outputs = [];
  return outputs;
};

const noOutputs: readonly SyncOutput[] = Object.freeze([]);

export const served = ({ phase, reason, book, updateId, confirmedMs }: SyncState): ServedBook =>
  phase === 'synced'
    ? { synced: true, book, updateId: updateId === undefined ? undefined : String(updateId), confirmedMs }
    : { synced: false, reason, staleBook: book };
