import { open, readFile, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@sigmax/core';

const lockName = 'catalogue.lock';

/** Whether the process that wrote a lock is surely gone: it was on this machine and its id is nobody's. */
const isAbandoned = (text: string): boolean => {
  const [id, host] = text.split('\n');
  const processId = Number(id);
  if (host !== hostname() || !Number.isSafeInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
};

const tryLock = async (path: string): Promise<boolean> => {
  try {
    const handle = await open(path, 'wx');
    await handle.writeFile(`${process.pid}\n${hostname()}\n`);
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Takes over the lock of a process that died. Two that try it at once would each remove the other's new lock: only the one
 * that makes the guard may.
 */
const takeOver = async (path: string, owner: string): Promise<boolean> => {
  const guard = `${path}.taking-over`;
  if (!(await tryLock(guard))) return false;
  try {
    if ((await ownerOf(path)) === owner) await unlink(path);
    return await tryLock(path);
  } finally {
    await unlink(guard);
  }
};

/** What a lock says, or nothing when it is gone. */
const ownerOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/**
 * Takes the right to write to a catalogue; one process has it at a time. The lock of a process that died is taken over.
 *
 * @returns what gives the right back
 * @throws {DataError} `CATALOGUE_LOCKED`, which a later try may not meet
 */
export const lockCatalogue = async (root: string): Promise<() => Promise<void>> => {
  const path = join(root, lockName);
  const unlock = () => unlink(path);
  if (await tryLock(path)) return unlock;
  const owner = await ownerOf(path);
  if (isAbandoned(owner) && (await takeOver(path, owner))) return unlock;
  const [processId = '', host = ''] = owner.split('\n');
  throw new DataError({
    code: 'CATALOGUE_LOCKED',
    message: `${root}: process ${processId} on ${host} writes to this catalogue.`,
    remedy: `Wait until it is done; when no such process runs, remove ${lockName} and what begins with its name.`,
    context: { root, processId, host },
    isRetryable: true,
  });
};
