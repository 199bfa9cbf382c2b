import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { freshFolders, noticeList, readAll, recordAll } from './recording.test-helper';
import { trade } from './trades.test-helper';
import { verifyRecording } from './verify-recording';

const fresh = freshFolders();
const child = fileURLToPath(new URL('recording-child.test-helper.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Starts a process that records, kills it after so many flushes and returns how many events it said to be flushed. */
const recordAndKill = async (folder: string, compression: string, flushes: number): Promise<number> => {
  const words = ['--import', 'tsx', child, 'kill', folder, compression];
  const running = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(running, 'exit');
  let flushed = 0;
  let count = 0;
  for await (const line of createInterface({ input: running.stdout })) {
    flushed = Number(line);
    count += 1;
    if (count === flushes) running.kill('SIGKILL');
  }
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
  return flushed;
};

describe.each(['none', 'gzip'] as const)('a recorder that is killed (kill -9), compression %s', (compression) => {
  it('loses nothing that was flushed, invents nothing, and is continued', { timeout: 60_000 }, async () => {
    const folder = fresh();
    const flushed = await recordAndKill(folder, compression, 60);
    expect(flushed).toBeGreaterThan(1_000);
    const notices = noticeList();
    const { events, error } = await readAll(folder, { notices });
    expect(error).toBeUndefined();
    expect(events.length).toBeGreaterThanOrEqual(flushed);
    expect(events).toStrictEqual(Array.from({ length: events.length }, (_, index) => trade(index)));
    expect(notices.list).toMatchObject([{ type: 'tail-lost' }]);

    // Its lock is left behind, and is taken over.
    await recordAll(folder, [trade(5)], { compression });
    const report = await verifyRecording({ folder, name: 'test' });
    expect(report).toMatchObject({ records: events.length + 1, fault: undefined });
    expect(report.losses.length).toBeLessThanOrEqual(1);
  });
});
