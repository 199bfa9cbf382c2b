import { readdirSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecorder } from './create-recorder';
import type { SyncPolicy } from './recorder-options';
import { freshFolders, manualClock, noticeList, readAll, recordAll } from './recording.test-helper';
import { countingSymbols, trade } from './trades.test-helper';

const disk = vi.hoisted(() => ({ calls: [] as string[], bytesLeft: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  /** A disk that counts what it is told, and that may be full after so many bytes. */
  const watched = (handle: FileHandle, path: string): FileHandle =>
    new Proxy(handle, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name === 'appendFile') {
          return async (bytes: Buffer) => {
            await target.appendFile(bytes.subarray(0, Math.max(0, disk.bytesLeft)));
            disk.bytesLeft -= bytes.length;
            if (disk.bytesLeft < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          };
        }
        if (name === 'sync' || name === 'datasync')
          disk.calls.push(`${name} ${/\.jsonl/.test(path) ? 'file' : 'folder'}`);
        return value.bind(target);
      },
    });
  return { ...real, open: async (path: string, flags: string) => watched(await real.open(path, flags), path) };
});

const fresh = freshFolders();

beforeEach(() => {
  disk.calls = [];
  disk.bytesLeft = Number.POSITIVE_INFINITY;
});

describe('the disk is told to keep', () => {
  it.each<[SyncPolicy, string[]]>([
    ['none', []],
    ['close', ['sync folder', 'sync file']],
    ['flush', ['datasync file', 'sync folder', 'datasync file', 'datasync file', 'datasync file', 'sync file']],
  ])('by the policy %s', async (sync, calls) => {
    const recorder = createRecorder({
      folder: fresh(),
      name: 'test',
      symbols: countingSymbols(),
      clock: manualClock(),
      sync,
    });
    for (const time of [1, 2]) {
      recorder.write(trade(time));
      await recorder.flush();
    }
    await recorder.close();
    expect(disk.calls).toEqual(calls);
  });
});

describe('a disk that is full', () => {
  it.each([0, 5, 300, 700, 1_000, 2_000])(
    'after %s bytes ends the recording, with an exact prefix in the file',
    async (bytes) => {
      const folder = fresh();
      disk.bytesLeft = bytes;
      const trades = Array.from({ length: 40 }, (_, index) => trade(index));
      const recorded = recordAll(folder, trades, { compression: 'none', flushBytes: 400 });
      await expect(recorded).rejects.toMatchObject({ code: 'RECORDING_NOT_WRITTEN', isRetryable: true });
      await expect(recorded).rejects.toThrow(/no space left/);
      expect(readdirSync(folder)).not.toContain('test.lock');
      const { events, error } = await readAll(folder, { notices: noticeList() });
      expect(error).toBeUndefined();
      expect(events).toStrictEqual(trades.slice(0, events.length));
      if (bytes === 2_000) expect(events.length).toBeGreaterThan(5);

      // With room again it goes on.
      disk.bytesLeft = Number.POSITIVE_INFINITY;
      await recordAll(folder, [trade(99)], { compression: 'none' });
      expect((await readAll(folder, { notices: noticeList() })).events).toStrictEqual([...events, trade(99)]);
    },
  );
});
