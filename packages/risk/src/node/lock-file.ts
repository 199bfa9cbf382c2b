import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { StoreError } from '../store/store-error';
import { processStart } from './process-start';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly started: string;
}

/** Locks of this process, shared by every copy of the package in it. */
const registry = Symbol.for('sigmax.file-locks');
const heldHere = (): Set<string> => {
  const host = globalThis as { [registry]?: Set<string> };
  host[registry] ??= new Set();
  return host[registry];
};

const has = (cause: unknown, code: string): boolean => Reflect.get(Object(cause), 'code') === code;

const create = (path: string, text: string): boolean => {
  let handle: number;
  try {
    handle = openSync(path, 'wx');
  } catch (cause) {
    if (has(cause, 'EEXIST')) return false;
    throw cause;
  }
  try {
    writeFileSync(handle, text);
  } finally {
    closeSync(handle);
  }
  return true;
};

const isAlive = ({ pid, host, started }: Holder): boolean => {
  // Of a process on another machine nothing can be known: it counts as alive.
  if (host !== hostname()) return true;
  // Our own number, and we do not hold it: whoever had the number before us is gone.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (has(cause, 'ESRCH')) return false;
  }
  const now = processStart(pid);
  return now === '' || started === '' || now === started;
};

const holderOf = (path: string): Holder | undefined => {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    const { pid, host, started } = holder;
    return typeof pid === 'number' && typeof host === 'string' && typeof started === 'string'
      ? { pid, host, started }
      : undefined;
  } catch {
    return undefined;
  }
};

const locked = (path: string, holder: Holder | undefined): StoreError => {
  const who = holder === undefined ? 'somebody who cannot be read' : `process ${holder.pid} on ${holder.host}`;
  return new StoreError({
    code: 'STORE_LOCKED',
    message: `${path} is held by ${who}.`,
    remedy: `Stop the other process; when there is none, delete ${path}.`,
    context: { path, ...holder },
  });
};

/** Takes a lock whose holder is gone. One at a time: of two who see that, the second must not take it from the first. */
const takeOver = (path: string, text: string): void => {
  const door = `${path}.takeover`;
  if (!create(door, text)) throw locked(door, holderOf(door));
  try {
    const holder = holderOf(path);
    if (holder === undefined || isAlive(holder)) throw locked(path, holder);
    rmSync(path);
    if (!create(path, text)) throw locked(path, holderOf(path));
  } finally {
    rmSync(door, { force: true });
  }
};

/**
 * Takes a lock that is a file, and returns what gives it back. The lock of a process that has ended without giving it back is
 * taken over.
 *
 * @throws {StoreError} `STORE_LOCKED`: another process has it, or this one already.
 */
export const lockFile = (path: string): (() => void) => {
  const held = heldHere();
  const me: Holder = { pid: process.pid, host: hostname(), started: processStart(process.pid) };
  if (held.has(path)) throw locked(path, me);
  const text = JSON.stringify(me);
  if (!create(path, text)) {
    const holder = holderOf(path);
    if (holder === undefined || isAlive(holder)) throw locked(path, holder);
    takeOver(path, text);
  }
  held.add(path);
  let isMine = true;
  return () => {
    if (!isMine) return;
    isMine = false;
    held.delete(path);
    rmSync(path, { force: true });
  };
};
