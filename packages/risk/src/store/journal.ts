import { type JournalEntry, journalLine, journalStart } from './journal-line';
import { sha256OfText } from './sha256-of-text';
import { type JournalCheck, verifyJournal } from './verify-journal';

/**
 * A place that lines are added to and never taken from.
 *
 * An implementer guarantees: `append` has stored the whole line and its end when it returns, or throws; `setAside` keeps what
 * is there under another name and leaves an empty journal.
 */
export interface JournalFile {
  /** Everything that was appended; `undefined` when nothing ever was. Throws when it cannot be read. */
  read(): string | undefined;
  /** The line comes with its end. */
  append(line: string): void;
  setAside(): void;
}

/** A journal that is being written. */
export interface Journal {
  /** What was found when it was opened. */
  readonly check: JournalCheck;
  /** Hash of the last line. */
  readonly head: string;
  /** Adds an entry and returns the new head. Throws what the file throws, and then nothing was added. */
  append(entry: JournalEntry): string;
  /** The head that there would be after an entry. */
  headAfter(entry: JournalEntry): string;
}

/**
 * Opens a hash-chained journal: every entry is a line of JSON that holds the hash of the line before.
 *
 * A journal that is not intact is never continued: the first entry sets it aside, and a new one begins with an entry
 * `journal-restarted` that holds the SHA-256 of what was set aside.
 *
 * @throws whatever the file throws when it is read.
 * @example
 * ```ts
 * import { memoryJournal, openJournal } from '@sigmax/risk';
 * const journal = openJournal(memoryJournal());
 * const head = journal.append({ type: 'kill', timeMs: 0, by: 'ada' });
 * journal.head === head; // => true
 * journal.check.entries.length; // => 0
 * ```
 */
export const openJournal = (file: JournalFile): Journal => {
  const text = file.read() ?? '';
  const check = verifyJournal(text);
  let head = check.isIntact ? check.head : journalStart;
  let count = check.isIntact ? check.entries.length : 0;
  let broken = check.isIntact ? undefined : { line: check.line, sha256: sha256OfText(text) };
  const add = (entry: JournalEntry): void => {
    const { line, hash } = journalLine(head, count + 1, entry);
    file.append(`${line}\n`);
    head = hash;
    count += 1;
  };
  const restarted = (timeMs: number): JournalEntry => ({ type: 'journal-restarted', timeMs, ...broken });
  return {
    check,
    get head() {
      return head;
    },
    append: (entry) => {
      if (broken !== undefined) {
        file.setAside();
        add(restarted(entry.timeMs));
        broken = undefined;
      }
      add(entry);
      return head;
    },
    headAfter: (entry) =>
      broken === undefined
        ? journalLine(head, count + 1, entry).hash
        : journalLine(journalLine(journalStart, 1, restarted(entry.timeMs)).hash, 2, entry).hash,
  };
};
