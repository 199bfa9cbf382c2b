import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { RecordingError } from './recording-error';

/** Who writes a recording. `started` tells a process from a later one with the same number, where the system says it. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly started: string;
}

const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, in brackets, and may hold spaces and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

const create = (path: string, text: string): boolean => {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (Reflect.get(Object(cause), 'code') === 'EEXIST') return false;
    throw cause;
  }
};

const holderOf = (path: string): Holder | undefined => {
  try {
    const { pid, host, started } = Object(JSON.parse(readFileSync(path, 'utf8')));
    return Number.isInteger(pid) && typeof host === 'string' && typeof started === 'string'
      ? { pid, host, started }
      : undefined;
  } catch {
    return undefined;
  }
};

/** Of a process on another machine, and of a lock that cannot be read, nothing is known: they count as alive. */
const isGone = (holder: Holder | undefined): boolean => {
  if (holder === undefined || holder.host !== hostname()) return false;
  const { pid, started } = holder;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (Reflect.get(Object(cause), 'code') === 'ESRCH') return true;
  }
  return started !== '' && startOf(pid) !== started;
};

/**
 * Makes this process the only one that writes a recording, and returns what ends that. The lock of a process that was killed is
 * taken over.
 *
 * @throws {RecordingError} `RECORDING_LOCKED`: another recorder has it, here or in another process.
 */
export const lockRecording = (path: string): (() => void) => {
  const me: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  const text = JSON.stringify(me);
  const release = (): void => rmSync(path, { force: true });
  if (create(path, text)) return release;
  const holder = holderOf(path);
  if (isGone(holder)) {
    // Of two that see the old lock, the one that makes this second one may remove it.
    const door = `${path}.takeover`;
    if (create(door, text)) {
      try {
        if (isGone(holderOf(path))) rmSync(path);
        if (create(path, text)) return release;
      } finally {
        rmSync(door, { force: true });
      }
    }
  }
  const who = holder === undefined ? 'somebody who cannot be read' : `process ${holder.pid} on ${holder.host}`;
  throw new RecordingError({
    code: 'RECORDING_LOCKED',
    message: `${path} is held by ${who}.`,
    remedy: `Record under another name, or stop the other recorder; when there is none, delete ${path}.`,
    context: { path, ...holder },
  });
};
