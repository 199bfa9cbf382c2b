import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import type { JournalFile } from '../store/journal';
import { StoreError } from '../store/store-error';
import { lockFile } from './lock-file';
import { readText } from './read-text';
import { realPath } from './real-path';
import { setAside } from './set-aside';
import { syncFolder } from './sync-folder';

const appendWhole = (path: string, line: string): void => {
  const file = openSync(path, 'a');
  try {
    const { size } = fstatSync(file);
    try {
      writeFileSync(file, line, 'utf8');
      fsyncSync(file);
    } catch (cause) {
      // Half a line would make the next one unreadable, too.
      ftruncateSync(file, size);
      throw cause;
    }
    if (size === 0) syncFolder(path);
  } finally {
    closeSync(file);
  }
};

/**
 * A {@link JournalFile} that is a file: JSON lines, each on the disk before the call returns, and a lock against a second
 * process as `fileStore` has.
 *
 * - Cost: one fsync a line.
 *
 * @throws {StoreError} `STORE_LOCKED`, `STORE_UNREADABLE`, `STORE_TAMPERED`, `STORE_NOT_WRITTEN`.
 * @example
 * ```ts no-run
 * import { verifyJournal } from '@sigmax/risk';
 * import { fileJournal } from '@sigmax/risk/node';
 * const journal = fileJournal('state/kills.jsonl');
 * verifyJournal(journal.read() ?? '').isIntact;
 * ```
 */
export const fileJournal = (path: string): JournalFile & { close(): void } => {
  const guarded = <Result>(action: () => Result): Result => {
    try {
      return action();
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      throw new StoreError({
        code: 'STORE_NOT_WRITTEN',
        message: `${path} could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
        remedy: 'Make room on the disk, or give this process the right to write there.',
        context: { path },
        cause,
        isRetryable: true,
      });
    }
  };
  const place = guarded(() => realPath(path));
  const release = guarded(() => lockFile(`${place}.lock`));
  return {
    read: () => readText(place),
    append: (line) => guarded(() => appendWhole(place, line)),
    setAside: () => guarded(() => setAside(place)),
    close: release,
  };
};
