import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { freshFolders } from './recording.test-helper';

const fresh = freshFolders();
const child = fileURLToPath(new URL('recording-child.test-helper.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../..', import.meta.url));

const events = 150_000;

it.each(['none', 'gzip'])(
  'a recording 120 times larger than the buffer is written and read with flat memory, compression %s',
  { timeout: 120_000 },
  (compression) => {
    const words = ['--expose-gc', '--import', 'tsx', child, 'memory', fresh(), compression, String(events)];
    const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const { read, bars, most } = JSON.parse(stdout) as { read: number; bars: number; most: number };
    expect([read, bars]).toEqual([events, events / 2]);
    // 256 KiB may wait; what is packed and read comes on top. All lines together have more than 30 MB.
    expect(most).toBeLessThan(12_000_000);
  },
);
