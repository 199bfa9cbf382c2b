import { canonicalJson, type StateStore } from '@sigmax/core';
import { z } from 'zod';
import { type JournalFile, openJournal } from '../store/journal';
import { journalStart } from '../store/journal-line';
import { sealed, unsealed } from '../store/sealed-text';
import type { JournalCheck } from '../store/verify-journal';
import { messageOf } from './attempt';
import { frozen, type KillCode, type KillLatch } from './kill-latch';

const seal = { kind: 'kill-switch', version: 1 } as const;

const text = z.string().min(1);

const schema = z.strictObject({
  /** Kills made so far. */
  sequence: z.int().nonnegative(),
  /** Hash of the journal's last line; left out without a journal. */
  head: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  latches: z.array(
    z.strictObject({
      scope: z.strictObject({ instrumentId: text.optional(), venue: text.optional(), tag: text.optional() }),
      action: z.enum(['cancel', 'flatten']),
      collarRate: z.number().min(0).lt(1).optional(),
      code: z.enum(['KILL_SWITCH', 'STORE_UNREADABLE', 'JOURNAL_BROKEN', 'STORE_ROLLED_BACK']),
      reason: text,
      by: text,
      timeMs: z.number(),
      token: text,
    }),
  ),
});

/** What a kill switch keeps beyond its process. */
export interface Kept {
  readonly sequence: number;
  readonly latches: readonly KillLatch[];
}

/** Why nothing that was kept can be believed. */
export interface Distrust {
  readonly code: Exclude<KillCode, 'KILL_SWITCH'>;
  readonly reason: string;
}

/** What was found at the start: what is kept, and whether it has to be distrusted. */
export interface Found extends Kept {
  readonly distrust: Distrust | undefined;
}

/** Entries that change what is killed. */
const isDecisive = ({ type }: { readonly type: string }): boolean => type === 'kill' || type === 'rearm';

/** Whether the journal holds kills or re-arms that came after the state that was stored. */
const isBehind = (
  head: string | undefined,
  { entries, hashes }: Extract<JournalCheck, { isIntact: true }>,
): boolean => {
  const place = head === undefined ? -1 : hashes.indexOf(head);
  // A head that the journal does not have: lines were taken off its end.
  if (head !== undefined && place < 0 && head !== journalStart) return true;
  return entries.slice(place + 1).some(isDecisive);
};

const distrustOfJournal = (journal: JournalFile, head: string | undefined): Distrust | undefined => {
  try {
    const { check } = openJournal(journal);
    if (!check.isIntact)
      return { code: 'JOURNAL_BROKEN', reason: `Line ${check.line} of the journal: ${check.reason}` };
    return isBehind(head, check)
      ? { code: 'STORE_ROLLED_BACK', reason: 'The store does not know what the journal says was done last.' }
      : undefined;
  } catch (cause) {
    return { code: 'JOURNAL_BROKEN', reason: messageOf(cause) };
  }
};

/**
 * Reads what was kept. Whatever cannot be read whole, was changed, is of a later version, or is older than the journal, is
 * distrusted: a kill may have stood in it.
 */
export const findKept = (store: StateStore, journal: JournalFile | undefined): Found => {
  let kept: (Kept & { readonly head?: string }) | undefined;
  try {
    const whole = store.read();
    kept = whole === undefined ? undefined : (schema.parse(JSON.parse(unsealed(seal, whole))) as Kept);
  } catch (cause) {
    const distrust = { code: 'STORE_UNREADABLE', reason: messageOf(cause) } as const;
    return { sequence: 0, latches: [], distrust };
  }
  const { sequence, latches } = kept ?? { sequence: 0, latches: [] };
  const distrust = journal === undefined ? undefined : distrustOfJournal(journal, kept?.head);
  return { sequence, latches: latches.map(frozen), distrust };
};

/** Writes what is to be kept. Throws what the store throws. */
export const keep = (store: StateStore, kept: Kept, head: string | undefined): void => {
  store.write(sealed(seal, canonicalJson({ ...kept, head })));
};
