import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dataError } from '../internal/fault';

const chunkBytes = 262_144;

const unreadable = (path: string, cause: unknown) => {
  const problem = `reading failed: ${cause instanceof Error ? cause.message : String(cause)}`;
  const remedy = 'Check the file, its permissions and the disk.';
  return dataError(path, undefined, { code: 'FILE_NOT_READABLE', problem, remedy }, cause);
};

/**
 * The bytes of a file in chunks, which are valid until the next one is asked for.
 *
 * @throws {DataError} `FILE_NOT_READABLE`
 */
export async function* fileChunks(path: string): AsyncGenerator<Buffer, void, undefined> {
  const fail = (cause: unknown): never => {
    throw unreadable(path, cause);
  };
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const handle = await open(path, 'r').catch(fail);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, null).catch(fail);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** The same for whoever cannot wait. */
export function* fileChunksSync(path: string): Generator<Buffer, void, undefined> {
  const guarded = <Result>(action: () => Result): Result => {
    try {
      return action();
    } catch (cause) {
      throw unreadable(path, cause);
    }
  };
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const file = guarded(() => openSync(path, 'r'));
  try {
    for (;;) {
      const bytesRead = guarded(() => readSync(file, buffer, 0, chunkBytes, null));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    closeSync(file);
  }
}
