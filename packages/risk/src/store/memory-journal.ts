import type { JournalFile } from './journal';

/**
 * A {@link JournalFile} in memory, for tests, paper bots and browsers.
 *
 * @example
 * ```ts
 * import { memoryJournal } from '@sigmax/risk';
 * const journal = memoryJournal();
 * journal.append('one line\n');
 * journal.read(); // => 'one line\n'
 * ```
 */
export const memoryJournal = (text?: string): JournalFile & { readonly asides: readonly string[] } => {
  let kept = text;
  const asides: string[] = [];
  return {
    asides,
    read: () => kept,
    append: (line) => {
      kept = (kept ?? '') + line;
    },
    setAside: () => {
      asides.push(kept ?? '');
      kept = undefined;
    },
  };
};
