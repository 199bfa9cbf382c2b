import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@sigmax/core';

const lockName = 'catalogue.lock';

/** Names beside the lock that no other attempt has, of this process or of another one. */
let attempts = 0;
const besideLock = (path: string): string => `${path}.${process.pid}-${++attempts}`;

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

/** Whether no process of this machine has an id. */
const isGone = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
};

/** What a lock says, or nothing when it is gone. */
const ownerOf = (path: string): Promise<string> => readFile(join(path, 'owner'), 'utf8').catch(() => '');

/** Whether the process that wrote a lock is surely gone. A lock that says nothing lost its text with the machine's power. */
const isAbandoned = (owner: string): boolean => {
  if (owner === '') return true;
  const [id, host] = owner.split('\n');
  const processId = Number(id);
  return host === hostname() && Number.isSafeInteger(processId) && processId > 0 && isGone(processId);
};

/**
 * Makes the lock, with its owner in it from the first moment: a folder is filled beside it and renamed, which fails where a
 * folder with something in it is. A file that is made and then written would be without owner after a crash between the two.
 */
const tryLock = async (path: string): Promise<boolean> => {
  const aside = besideLock(path);
  await mkdir(aside);
  await writeFile(join(aside, 'owner'), `${process.pid}\n${hostname()}\n`);
  try {
    await rename(aside, path);
    return true;
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (isCode(error, 'EEXIST', 'ENOTEMPTY', 'EPERM', 'ENOTDIR', 'ENOENT')) return false;
    throw error;
  }
};

/** Takes a lock away whole; returns whether it was there and was the one that was meant. */
const remove = async (path: string, owner: string): Promise<boolean> => {
  const aside = besideLock(path);
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
  const isIt = (await ownerOf(aside)) === owner;
  // Another process was faster and has the right now: it gets its lock back.
  if (isIt) await rm(aside, { recursive: true });
  else await rename(aside, path);
  return isIt;
};

/** Removes what processes left beside the lock when they died. */
const sweep = async (root: string): Promise<void> => {
  for (const name of await readdir(root)) {
    const [, processId] = /^catalogue\.lock\.(\d+)-\d+$/.exec(name) ?? [];
    if (processId !== undefined && isGone(Number(processId)))
      await rm(join(root, name), { recursive: true, force: true });
  }
};

/**
 * Takes the right to write to a catalogue; one process has it at a time. The lock of a process that died is taken over.
 *
 * @returns what gives the right back
 * @throws {DataError} `CATALOGUE_LOCKED`, which a later try may not meet
 */
export const lockCatalogue = async (root: string): Promise<() => Promise<void>> => {
  const path = join(root, lockName);
  let isOurs = await tryLock(path);
  const owner = isOurs ? '' : await ownerOf(path);
  if (!isOurs && isAbandoned(owner)) {
    await remove(path, owner);
    isOurs = await tryLock(path);
  }
  if (!isOurs) {
    const [processId = '', host = ''] = owner.split('\n');
    throw new DataError({
      code: 'CATALOGUE_LOCKED',
      message: `${root}: process ${processId} on ${host} writes to this catalogue.`,
      remedy: `Wait until it is done; when no such process runs, remove ${lockName}.`,
      context: { root, processId, host },
      isRetryable: true,
    });
  }
  await sweep(root);
  const mine = await ownerOf(path);
  return async () => {
    await remove(path, mine);
  };
};
