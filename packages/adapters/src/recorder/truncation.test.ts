import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { createRecorder } from './create-recorder';
import type { Recordable } from './raw-frame';
import { readFilesSync } from './read-files';
import { parseReadOptions } from './read-options';
import { freshFolders, manualClock, noticeList, readAll, recordAll } from './recording.test-helper';
import { samples } from './samples.test-helper';
import { countingSymbols, trade } from './trades.test-helper';

const fresh = freshFolders();
const clock = manualClock(1_000);

/** A recording of one file that was flushed after every third event, and how long the file was after each flush. */
const recorded = async (compression: 'none' | 'gzip', closes: boolean) => {
  const folder = fresh();
  const recorder = createRecorder({ folder, name: 'test', symbols: countingSymbols(), compression, clock });
  const flushedAt: { readonly bytes: number; readonly events: number }[] = [];
  const path = () => join(folder, readdirSync(folder).find((file) => file.includes('.jsonl')) ?? '');
  for (const [index, event] of samples.entries()) {
    recorder.write(event);
    if (index % 3 !== 2) continue;
    await recorder.flush();
    flushedAt.push({ bytes: readFileSync(path()).length, events: index + 1 });
  }
  const open = readFileSync(path());
  await recorder.close();
  return { flushedAt, file: path().slice(folder.length + 1), bytes: closes ? readFileSync(path()) : open };
};

const syncEvents = (folder: string): Recordable[] => {
  const settings = parseReadOptions({ folder, name: 'test', notices: { next: () => {} } }, 'test');
  return [...readFilesSync(settings)].flatMap((batch) => batch.map(({ event }) => event));
};

describe.each(['none', 'gzip'] as const)('a file with compression %s, cut at every byte', (compression) => {
  it.each([true, false])(
    'gives an exact prefix with all that was flushed, and says so (closed: %s)',
    async (closes) => {
      const { bytes, file, flushedAt } = await recorded(compression, closes);
      const folder = fresh();
      mkdirSync(folder);
      for (let cut = 0; cut <= bytes.length; cut++) {
        writeFileSync(join(folder, file), bytes.subarray(0, cut));
        const notices = noticeList();
        const { events, error } = await readAll(folder, { notices });
        const flushed = flushedAt.findLast((flush) => flush.bytes <= cut)?.events ?? 0;
        expect(error).toBeUndefined();
        expect(events).toStrictEqual(samples.slice(0, events.length));
        expect(events.length).toBeGreaterThanOrEqual(flushed);
        expect(syncEvents(folder)).toStrictEqual(events);
        const isWhole = closes && cut === bytes.length;
        expect(notices.list.map(({ type }) => type)).toEqual(isWhole ? [] : ['tail-lost']);
        // Nobody who does not listen takes a part for the whole.
        const deaf = await readAll(folder);
        expect(deaf.events).toStrictEqual(events);
        expect((deaf.error as DataError | undefined)?.code).toBe(isWhole ? undefined : 'TAIL_LOST');
      }
    },
  );

  it('is continued with the next file, and the tail stays lost and told', async () => {
    const { bytes, file } = await recorded(compression, true);
    const headerEnd = compression === 'none' ? bytes.indexOf('\n') + 1 : 28 + bytes.readUInt32LE(16);
    for (let cut = 0; cut <= bytes.length; cut += 13) {
      const folder = fresh();
      mkdirSync(folder);
      writeFileSync(join(folder, file), bytes.subarray(0, cut));
      const before = await readAll(folder, { notices: noticeList() });
      await recordAll(folder, [trade(100)], { compression, clock });
      const notices = noticeList();
      const { events, error } = await readAll(folder, { notices });
      expect(error).toBeUndefined();
      expect(events).toStrictEqual([...before.events, trade(100)]);
      const hasHeader = readdirSync(folder).every((name) => !name.endsWith('.torn'));
      expect(notices.list.length).toBe(hasHeader && cut < bytes.length ? 1 : 0);
      if (before.events.length === 0) continue;
      // What is left of the torn file is held to what it was when recording went on.
      writeFileSync(join(folder, file), bytes.subarray(0, headerEnd));
      const shorter = await readAll(folder, { notices: noticeList() });
      expect(shorter.error).toBeInstanceOf(DataError);
      expect(shorter.error).toMatchObject({ code: 'FILE_CHANGED' });
      expect(String(shorter.error)).toContain(file);
    }
  });
});
