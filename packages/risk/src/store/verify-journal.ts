import { type JournalEntry, journalLine, journalStart } from './journal-line';

/** What a look through a journal found. */
export type JournalCheck =
  | {
      readonly isIntact: true;
      readonly entries: readonly JournalEntry[];
      /** Hash of each line. */
      readonly hashes: readonly string[];
      /** Hash of the last line. Kept elsewhere, it shows whether lines were taken off the end. */
      readonly head: string;
    }
  | {
      readonly isIntact: false;
      /** The first bad line, from 1. */
      readonly line: number;
      readonly reason: string;
      /** The entries before it. */
      readonly entries: readonly JournalEntry[];
    };

const entryOf = (line: string): JournalEntry | undefined => {
  try {
    const { entry } = JSON.parse(line) as { readonly entry?: JournalEntry };
    return typeof entry === 'object' && entry !== null ? entry : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Looks through a hash-chained journal and names the first line that was changed, added, removed or put elsewhere.
 *
 * hash(n) = SHA-256 of the canonical JSON of { entry(n), hash(n − 1), n }, with 64 zeros for hash(0); each line is written out
 * again and compared byte by byte. Any edit of a single byte is found. Lines taken off the end are found only with `head`,
 * the hash that the last line ought to have. It is no signature: whoever can write the file can write a new chain.
 *
 * - Cost: O(bytes), two SHA-256 blocks and more a line.
 *
 * @example
 * ```ts
 * import { memoryJournal, openJournal, verifyJournal } from '@sigmax/risk';
 * const file = memoryJournal();
 * openJournal(file).append({ type: 'kill', timeMs: 0, reason: 'drill' });
 * const text = file.read() ?? '';
 * verifyJournal(text).isIntact; // => true
 * const forged = verifyJournal(text.replace('drill', 'doubt'));
 * forged.isIntact ? 0 : forged.line; // => 1
 * ```
 */
export const verifyJournal = (text: string, expected: { readonly head?: string } = {}): JournalCheck => {
  const lines = text.split('\n');
  const rest = lines.pop();
  const entries: JournalEntry[] = [];
  const hashes: string[] = [];
  let head = journalStart;
  for (const [index, line] of lines.entries()) {
    const entry = entryOf(line);
    const written = entry === undefined ? undefined : journalLine(head, index + 1, entry);
    if (entry === undefined || written?.line !== line) {
      const reason =
        entry === undefined ? 'It is no line of a journal.' : 'It is not what was written after the line before.';
      return { isIntact: false, line: index + 1, reason, entries };
    }
    entries.push(entry);
    head = written.hash;
    hashes.push(head);
  }
  if (rest !== '') return { isIntact: false, line: lines.length + 1, reason: 'It has no end.', entries };
  if (expected.head !== undefined && expected.head !== head)
    return {
      isIntact: false,
      line: lines.length + 1,
      reason: 'The line that is known to be the last is missing.',
      entries,
    };
  return { isIntact: true, entries, hashes, head };
};
