import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { share } from '../internal/testing-profile.test-helper';
import type { Recordable } from './raw-frame';
import { readFilesSync } from './read-files';
import { parseReadOptions } from './read-options';
import { freshFolders, manualClock, recordAll } from './recording.test-helper';
import { samples } from './samples.test-helper';

const fresh = freshFolders();
const clock = manualClock(1_000);

/** What a reader gives, what it tells and what it fails with. */
const read = (folder: string) => {
  const events: Recordable[] = [];
  const losses: string[] = [];
  let error: unknown;
  const notices = { next: ({ type }: { type: string }) => void losses.push(type) };
  try {
    for (const batch of readFilesSync(parseReadOptions({ folder, name: 'test', notices }, 'test'))) {
      events.push(...batch.map(({ event }) => event));
    }
  } catch (caught) {
    error = caught;
  }
  return { events, losses, error };
};

const flipEach = (folder: string, file: string, visit: (at: number, bit: number) => void): void => {
  const path = join(folder, file);
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length; at += share(3, 1)) {
    for (const bit of share(1, 8) === 1 ? [at % 8] : [0, 1, 2, 3, 4, 5, 6, 7]) {
      bytes[at] = (bytes[at] as number) ^ (1 << bit);
      writeFileSync(path, bytes);
      bytes[at] = (bytes[at] as number) ^ (1 << bit);
      visit(at, bit);
    }
  }
  writeFileSync(path, bytes);
};

describe.each([
  ['none', '.jsonl'],
  ['gzip', '.jsonl.gz'],
] as const)('a flipped bit, compression %s', (compression, extension) => {
  it('in the last file gives an exact prefix and an error that names it, or says that the end is lost', async () => {
    const folder = fresh();
    await recordAll(folder, samples.slice(0, 6), { compression, clock, flushBytes: 300 });
    const file = `test-000001${extension}`;
    flipEach(folder, file, (at, bit) => {
      const { events, losses, error } = read(folder);
      expect(events).toStrictEqual(samples.slice(0, events.length));
      const place = `byte ${at}, bit ${bit}`;
      if (error === undefined) {
        // Bits that fill up the last byte of packed data mean nothing.
        const isSame = compression === 'gzip' && events.length === 6 && losses.length === 0;
        if (!isSame) expect(losses, place).toEqual(['tail-lost']);
        return;
      }
      expect(error, place).toBeInstanceOf(DataError);
      expect(String(error), place).toContain(file);
      expect(String(error), place).toMatch(/, line \d+: /);
    });
    expect(read(folder)).toEqual({ events: samples.slice(0, 6), losses: [], error: undefined });
  });

  it('in a file before is an error that names it, before anything of the next file', async () => {
    const folder = fresh();
    await recordAll(folder, samples.slice(0, 3), { compression, clock });
    await recordAll(folder, samples.slice(3, 5), { compression, clock });
    const file = `test-000001${extension}`;
    flipEach(folder, file, (at, bit) => {
      const { events, error } = read(folder);
      if (compression === 'gzip' && error === undefined && events.length === 5) return;
      expect(events.length).toBeLessThanOrEqual(3);
      expect(events).toStrictEqual(samples.slice(0, events.length));
      expect(error, `byte ${at}, bit ${bit}`).toBeInstanceOf(DataError);
      expect(String(error)).toContain(file);
    });
    expect(read(folder)).toEqual({ events: samples.slice(0, 5), losses: [], error: undefined });
  });
});
