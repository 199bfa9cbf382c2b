import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@sigmax/core';
import { afterAll } from 'vitest';
import { createRecorder } from './create-recorder';
import type { Recordable, RecordedEvent } from './raw-frame';
import type { ReadOptions } from './read-options';
import { readRecording } from './read-recording';
import type { RecorderOptions } from './recorder-options';
import type { RecordingNotice } from './recording-notice';
import { countingSymbols } from './trades.test-helper';

/** Gives out paths of folders that are removed after the tests of a file. */
export const freshFolders = (): (() => string) => {
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-recorder-'));
  let count = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => join(folder, String(count++));
};

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  advance(byMs: number): void;
  pending(): number;
}

export const manualClock = (startMs = 0): ManualClock => {
  let nowMs = startMs;
  let timers: { readonly dueMs: number; readonly callback: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after: (delayMs, callback) => {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (byMs) => {
      const untilMs = nowMs + byMs;
      for (;;) {
        const due = timers.filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        nowMs = due.dueMs;
        due.callback();
      }
      nowMs = untilMs;
    },
    pending: () => timers.length,
  };
};

const symbols = countingSymbols();

/** Records events and closes. */
export const recordAll = async (
  folder: string,
  events: readonly Recordable[],
  options: Partial<RecorderOptions> = {},
): Promise<RecordingNotice[]> => {
  const notices: RecordingNotice[] = [];
  const recorder = createRecorder({
    folder,
    name: 'test',
    symbols,
    notices: { next: (notice) => notices.push(notice) },
    ...options,
  });
  for (const event of events) recorder.write(event);
  await recorder.close();
  return notices;
};

/** Everything that a recording gives, and the error that ended it. */
export const readAll = async (
  folder: string,
  options: Partial<ReadOptions> = {},
): Promise<{ readonly events: Recordable[]; readonly records: RecordedEvent[]; readonly error: unknown }> => {
  const records: RecordedEvent[] = [];
  let error: unknown;
  try {
    for await (const record of readRecording({ folder, name: 'test', ...options })) records.push(record);
  } catch (caught) {
    error = caught;
  }
  return { events: records.map(({ event }) => event), records, error };
};

/** Collects notices. */
export const noticeList = () => {
  const list: RecordingNotice[] = [];
  return { list, next: (notice: RecordingNotice) => void list.push(notice) };
};
