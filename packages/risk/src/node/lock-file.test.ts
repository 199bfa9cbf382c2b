import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockFile } from './lock-file';
import { processStart } from './process-start';
import { temporaryFolder } from './temporary-folder.test-helper';

const folder = temporaryFolder();
let count = 0;
const freshPath = (): string => join(folder, `lock-${count++}`);

const holder = (fields: { pid?: number; host?: string; started?: string } = {}): string =>
  JSON.stringify({ pid: process.pid, host: hostname(), started: '', ...fields });

/** A process that lives until it is told otherwise. */
const other = () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid as number,
    end: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

describe('a lock', () => {
  it('is held once, and given back', () => {
    const path = freshPath();
    const release = lockFile(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
    expect(() => lockFile(path)).toThrow(expect.objectContaining({ code: 'STORE_LOCKED' }));
    release();
    expect(existsSync(path)).toBe(false);
    const second = lockFile(path);
    // Giving back twice takes it from nobody.
    release();
    expect(existsSync(path)).toBe(true);
    expect(() => lockFile(path)).toThrow('is held by');
    second();
  });

  it('keeps a second process out while the first lives, and is taken over when it has died', async () => {
    const path = freshPath();
    const { pid, end } = other();
    writeFileSync(path, holder({ pid, started: processStart(pid) }));
    expect(() => lockFile(path)).toThrow(`held by process ${pid} on ${hostname()}`);
    await end();
    const release = lockFile(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(existsSync(`${path}.takeover`)).toBe(false);
    release();
  });

  it('of a process number that was given to another since is taken over', async () => {
    if (processStart(process.pid) === '') return;
    const path = freshPath();
    const { pid, end } = other();
    writeFileSync(path, holder({ pid, started: '1' }));
    lockFile(path)();
    await end();
  });

  it('of our own number that we do not hold was left by a process before us', () => {
    const path = freshPath();
    writeFileSync(path, holder());
    lockFile(path)();
  });

  it('of another machine, or that cannot be read, is left to a person', () => {
    for (const text of [holder({ host: 'elsewhere', pid: 1 }), '', '{', 'null', '{"pid":"1"}']) {
      const path = freshPath();
      writeFileSync(path, text);
      expect(() => lockFile(path)).toThrow(`delete ${path}`);
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  it('is taken over by one at a time', () => {
    const path = freshPath();
    writeFileSync(path, holder());
    writeFileSync(`${path}.takeover`, holder({ host: 'elsewhere' }));
    expect(() => lockFile(path)).toThrow(`delete ${path}.takeover`);
    expect(readFileSync(path, 'utf8')).toBe(holder());
  });
});
