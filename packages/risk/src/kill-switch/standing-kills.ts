import type { Scope, StateStore } from '@sigmax/core';
import { type Journal, type JournalFile, openJournal } from '../store/journal';
import type { JournalEntry } from '../store/journal-line';
import { findKept, keep } from './kept-latches';
import { goesFurther, isSameScope, type KillLatch, withToken } from './kill-latch';
import type { MendedRequest } from './kill-request';

/** The kills that stand, kept in a store and written down in a journal. */
export interface StandingKills {
  readonly latches: readonly KillLatch[];
  /** Latches a kill and returns it; `undefined` when one that goes as far stands already. Nothing is kept yet. */
  add(request: Omit<MendedRequest, 'mended'>, scope: Scope, timeMs: number): KillLatch | undefined;
  /** Keeps a kill that was added: in the store, and then in the journal. False when the store did not take it. */
  save(latch: KillLatch): boolean;
  /** Tries again to keep what stands. False when the store did not take it. */
  saveAgain(): boolean;
  /** Lifts a kill once that is written down. Throws what keeps it from being written, and then the kill stands. */
  remove(latch: KillLatch, entry: JournalEntry): void;
  /** Writes something else down. Throws when it cannot. */
  record(entry: JournalEntry): void;
}

/** Begins with what was kept; distrust of it is a kill of everything. */
export const standingKills = (
  store: StateStore,
  journalFile: JournalFile | undefined,
  timeMs: number,
  failed: (what: 'store' | 'journal', cause: unknown) => void,
): StandingKills => {
  const { distrust, ...found } = findKept(store, journalFile);
  let { sequence, latches } = found;
  if (distrust !== undefined) {
    const { code } = distrust;
    const reason = distrust.reason.slice(0, 1_000);
    latches = [
      withToken({ scope: {}, action: 'cancel', code, reason, by: 'kill-switch', timeMs }, sequence),
      ...latches,
    ];
  }
  let journal: Journal | undefined;
  /** Opened when it is needed, and tried again when it could not be. */
  const opened = (): Journal | undefined => {
    if (journalFile !== undefined) journal ??= openJournal(journalFile);
    return journal;
  };
  const attempted = (what: 'store' | 'journal', action: () => void): boolean => {
    try {
      action();
      return true;
    } catch (cause) {
      failed(what, cause);
      return false;
    }
  };
  return {
    get latches() {
      return latches;
    },
    add: ({ action, collarRate, reason, by }, scope, at) => {
      const isKnown = (one: KillLatch): boolean => one.code === 'KILL_SWITCH' && isSameScope(one.scope, scope);
      const known = latches.find(isKnown);
      const collar = collarRate === undefined ? undefined : { collarRate };
      if (known !== undefined && !goesFurther({ action, ...collar }, known)) return undefined;
      sequence += 1;
      const plain = { scope, action, ...collar, code: 'KILL_SWITCH', reason, by, timeMs: at } as const;
      const latch = withToken(plain, sequence);
      latches = [...latches.filter((one) => !isKnown(one)), latch];
      return latch;
    },
    save: (latch) => {
      const entry = { type: 'kill', ...latch };
      let head: string | undefined;
      // The store first: it is what a restart believes. It is told of the line that the journal is about to get.
      attempted('journal', () => {
        head = opened()?.headAfter(entry);
      });
      const isKept = attempted('store', () => keep(store, { sequence, latches }, head));
      if (journal !== undefined) attempted('journal', () => journal?.append(entry));
      return isKept;
    },
    saveAgain: () => attempted('store', () => keep(store, { sequence, latches }, journal?.head)),
    remove: (latch, entry) => {
      const left = latches.filter((one) => one !== latch);
      // The journal first: a kill that is lifted without a trace cannot be told from one that was tampered with.
      const head = opened()?.append(entry);
      keep(store, { sequence, latches: left }, head);
      latches = left;
    },
    record: (entry) => void opened()?.append(entry),
  };
};
