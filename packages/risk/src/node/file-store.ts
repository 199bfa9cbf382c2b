import type { StateStore } from '@sigmax/core';
import { sealed, unsealed } from '../store/sealed-text';
import { StoreError } from '../store/store-error';
import { lockFile } from './lock-file';
import { readText } from './read-text';
import { realPath } from './real-path';
import { setAside } from './set-aside';
import { writeAtomically } from './write-atomically';

const seal = { kind: 'file-store', version: 1 } as const;

/** A {@link StateStore} that is a file. */
export interface FileStore extends StateStore {
  /** Gives the lock back. Afterwards nothing is read or written. A process that ends without it loses the lock, too. */
  close(): void;
}

const notWritten = (path: string, cause: unknown): StoreError =>
  new StoreError({
    code: 'STORE_NOT_WRITTEN',
    message: `${path} could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
    remedy: 'Make room on the disk, or give this process the right to write there.',
    context: { path },
    cause,
    isRetryable: true,
  });

/**
 * Keeps one text in a file, for the `memory` of a bot or the `store` of a kill switch. Each wants a file of its own.
 *
 * Writing is atomic: a temporary file beside it, fsync, rename, fsync of the folder. The first line holds a version, the length
 * and a SHA-256, so a file that was cut off, changed or is of something else throws when it is read, and whoever keeps
 * stops in it stays stopped. The next write sets such a file aside as `….damaged-…`. A lock, `….lock`, keeps a second process out;
 * the lock of a process that has died is taken over.
 *
 * A file that was deleted is told from one that never was only by a journal: see `killSwitch`. The checksum finds damage and
 * clumsy hands, not a forger. Not for network drives, which may not keep what they were asked to.
 *
 * - State: the file, its lock, and `….new` while it is written.
 * - Cost: two fsyncs a write, typically 0.1 to 10 ms on a local disk; it holds the thread meanwhile.
 *
 * @throws {StoreError} here: `STORE_LOCKED`, or `STORE_NOT_WRITTEN` where there is no such folder; on read: `STORE_FOREIGN`,
 * `STORE_VERSION_UNKNOWN`, `STORE_TRUNCATED`, `STORE_TAMPERED`, `STORE_UNREADABLE`; on write: `STORE_NOT_WRITTEN`; after
 * `close`: `STORE_CLOSED`.
 * @example
 * ```ts no-run
 * import { fileStore } from '@sigmax/risk/node';
 * const memory = fileStore('state/bot.memory');
 * memory.write('killed');
 * memory.read(); // 'killed', after a restart too
 * ```
 */
export const fileStore = (path: string): FileStore => {
  let place: string;
  let release: () => void;
  try {
    place = realPath(path);
    release = lockFile(`${place}.lock`);
  } catch (cause) {
    throw cause instanceof StoreError ? cause : notWritten(path, cause);
  }
  let isDamaged = false;
  let isClosed = false;
  const requireOpen = (): void => {
    if (isClosed) throw new StoreError({ code: 'STORE_CLOSED', message: `${place} was closed.`, context: { path } });
  };
  return {
    read: () => {
      requireOpen();
      isDamaged = true;
      const whole = readText(place);
      const text = whole === undefined ? undefined : unsealed(seal, whole);
      isDamaged = false;
      return text;
    },
    write: (text) => {
      requireOpen();
      try {
        if (isDamaged) setAside(place);
        isDamaged = false;
        writeAtomically(place, sealed(seal, text));
      } catch (cause) {
        throw notWritten(place, cause);
      }
    },
    close: () => {
      isClosed = true;
      release();
    },
  };
};
