import { spawn } from 'node:child_process';
import * as files from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { share } from '../testing-profile.test-helper';
import { temporaryFolder } from './temporary-folder.test-helper';
import { writeAtomically } from './write-atomically';

const calls: string[] = [];
let failAt = Number.POSITIVE_INFINITY;

vi.mock('node:fs', async (original) => {
  const real = await original<typeof files>();
  const watched = (name: 'openSync' | 'writeFileSync' | 'fsyncSync' | 'closeSync' | 'renameSync') => {
    const inner = real[name] as (...given: unknown[]) => unknown;
    return (...given: unknown[]) => {
      calls.push(name);
      if (calls.length === failAt) {
        // A disk that is full has taken a part.
        if (name === 'writeFileSync') inner(given[0], 'NE');
        throw new Error(`${name} fails`);
      }
      return inner(...given);
    };
  };
  return {
    ...real,
    openSync: watched('openSync'),
    writeFileSync: watched('writeFileSync'),
    fsyncSync: watched('fsyncSync'),
    closeSync: watched('closeSync'),
    renameSync: watched('renameSync'),
  };
});

const folder = temporaryFolder();
const path = join(folder, 'file');

beforeEach(() => {
  failAt = Number.POSITIVE_INFINITY;
  writeAtomically(path, 'OLD');
  calls.length = 0;
});

describe('an atomic write', () => {
  it('has the text on the disk before the name points to it, and the name after', () => {
    writeAtomically(path, 'NEW');
    expect(calls).toEqual([
      'openSync',
      'writeFileSync',
      'fsyncSync',
      'closeSync',
      'renameSync',
      'openSync',
      'fsyncSync',
      'closeSync',
    ]);
    expect(files.readFileSync(path, 'utf8')).toBe('NEW');
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('throws when call %i fails, and leaves one of the two texts whole', (call) => {
    failAt = call;
    expect(() => writeAtomically(path, 'NEW')).toThrow('fails');
    failAt = Number.POSITIVE_INFINITY;
    expect(files.readFileSync(path, 'utf8')).toBe(call <= 5 ? 'OLD' : 'NEW');
    writeAtomically(path, 'NEXT');
    expect(files.readFileSync(path, 'utf8')).toBe('NEXT');
  });

  it('leaves a whole text when the process is killed in the middle', { timeout: 600_000 }, async () => {
    const texts = ['OLD', 'A'.repeat(300_000), 'B'.repeat(10), 'C'.repeat(70_000)];
    const program = `
      import { writeAtomically } from ${JSON.stringify(fileURLToPath(new URL('./write-atomically.ts', import.meta.url)))};
      process.stdout.write('.');
      for (let round = 0; ; round++) writeAtomically(${JSON.stringify(path)}, 'ABC'[round % 3].repeat([300000, 10, 70000][round % 3]));
    `;
    for (let kill = 0; kill < share(2, 25); kill++) {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, 5 + ((kill * 7) % 40)));
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      expect(texts.includes(files.readFileSync(path, 'utf8'))).toBe(true);
    }
  });
});
