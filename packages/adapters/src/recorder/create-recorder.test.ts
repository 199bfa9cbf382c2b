import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DataError, InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { createRecorder } from './create-recorder';
import type { Recordable } from './raw-frame';
import type { RecorderOptions, SymbolSource } from './recorder-options';
import { freshFolders, manualClock, noticeList, readAll, recordAll } from './recording.test-helper';
import { RecordingError } from './recording-error';
import { btc, countingSymbols, eth, trade } from './trades.test-helper';
import { zstdOf } from './zstd';

const fresh = freshFolders();
const trades = (count: number) => Array.from({ length: count }, (_, index) => trade(index));
const recordings = (folder: string) => readdirSync(folder).filter((file) => file.includes('.jsonl'));

const open = (options: Partial<RecorderOptions> = {}) => {
  const folder = options.folder ?? fresh();
  const clock = manualClock(1_000);
  const notices = noticeList();
  const recorder = createRecorder({ name: 'test', symbols: countingSymbols(), clock, notices, ...options, folder });
  return { recorder, folder, clock, notices };
};

/** Lets promises and the disk get on with it until something holds. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
};

/** Symbols that are not told before `release`, which holds up everything that is written. */
const heldSymbols = (): SymbolSource & { release(): void } => {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const counting = countingSymbols();
  return {
    resolve: async (id) => {
      await gate;
      return counting.resolve(id);
    },
    release: () => release(),
  };
};

describe('files', () => {
  it('begin anew by size', async () => {
    const folder = fresh();
    const notices = await recordAll(folder, trades(30), { rotateBytes: 1_200, compression: 'none' });
    const files = recordings(folder);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(readFileSync(join(folder, file)).length).toBeLessThan(1_300);
    expect(notices.filter(({ type }) => type === 'file-opened').length).toBe(files.length);
    expect(notices.filter(({ type }) => type === 'file-closed').map((notice) => Reflect.get(notice, 'reason'))).toEqual(
      [...files.slice(1).map(() => 'rotated'), 'closed'],
    );
    expect((await readAll(folder)).events).toStrictEqual(trades(30));
  });

  it('hold at least one event, however small they may be', async () => {
    const folder = fresh();
    await recordAll(folder, trades(3), { rotateBytes: 1 });
    expect(recordings(folder).length).toBe(3);
  });

  it('begin anew by time, with the first event after it', async () => {
    const { recorder, clock, folder } = open({ rotateMs: 60_000 });
    recorder.write(trade(1));
    clock.advance(59_999);
    recorder.write(trade(2));
    clock.advance(1);
    recorder.write(trade(3));
    clock.advance(200_000);
    await recorder.flush();
    expect(recordings(folder).length).toBe(2);
    recorder.write(trade(4));
    await recorder.close();
    expect(recordings(folder).length).toBe(3);
    const { records, error } = await readAll(folder);
    expect(error).toBeUndefined();
    expect(records.map(({ receivedMs }) => receivedMs)).toEqual([1_000, 60_999, 61_000, 261_000]);
  });

  it('announce instruments in the header, and in a line where they come later', async () => {
    const folder = fresh();
    await recordAll(folder, [trade(1, btc), trade(2, eth)], { compression: 'none', symbols: countingSymbols() });
    await recordAll(folder, [trade(3, eth)], { compression: 'none', symbols: { resolve: async () => ({ id: 2 }) } });
    const [first, second] = recordings(folder).map((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    );
    expect(first?.map(({ type }) => type)).toEqual(['header', 'trade', 'instrument', 'trade', 'end']);
    expect(first?.[0]).toMatchObject({ instruments: [[btc, 1]], previous: null, recording: 'test', file: 1 });
    expect(second?.[0]).toMatchObject({
      instruments: [
        [btc, 1],
        [eth, 2],
      ],
      file: 2,
    });
    expect((await readAll(folder)).events).toStrictEqual([trade(1, btc), trade(2, eth), trade(3, eth)]);
  });

  it('are none where there was no event', async () => {
    const { recorder, folder } = open();
    await recorder.close();
    expect(() => readdirSync(folder)).toThrow('ENOENT');
  });
});

describe('flushing', () => {
  it('happens flushMs after the first event that waits', async () => {
    const { recorder, clock, folder } = open({ flushMs: 500 });
    recorder.write(trade(1));
    clock.advance(499);
    recorder.write(trade(2));
    expect(clock.pending()).toBe(1);
    expect(() => readdirSync(folder)).toThrow('ENOENT');
    clock.advance(1);
    expect(clock.pending()).toBe(0);
    await recorder.flush();
    expect((await readAll(folder, { notices: noticeList() })).events).toStrictEqual([trade(1), trade(2)]);
    await recorder.close();
  });

  it('happens at flushBytes, without any timer', async () => {
    const { recorder, folder } = open({ flushBytes: 500 });
    for (const event of trades(10)) recorder.write(event);
    await until(() => {
      try {
        return recordings(folder).length === 1 && readFileSync(join(folder, 'test-000001.jsonl.gz')).length > 300;
      } catch {
        return false;
      }
    });
    await recorder.close();
  });

  it('takes an event as it was when it was handed over', async () => {
    const { recorder, folder } = open();
    const event = { ...trade(1) };
    recorder.write(event);
    event.price = 7;
    await recorder.close();
    expect((await readAll(folder)).events).toStrictEqual([trade(1)]);
  });
});

describe('back-pressure', () => {
  it('is told by write and ended by drained', async () => {
    const symbols = heldSymbols();
    const { recorder, folder } = open({ maximumPendingBytes: 2_000, symbols });
    const given: Recordable[] = [];
    for (let time = 0; ; time++) {
      given.push(trade(time));
      if (!recorder.write(trade(time))) break;
    }
    expect(given.length).toBeGreaterThan(4);
    let isDrained = false;
    const drained = recorder.drained().then(() => {
      isDrained = true;
    });
    await Promise.resolve();
    expect(isDrained).toBe(false);
    symbols.release();
    await drained;
    expect(recorder.write(trade(1_000))).toBe(true);
    await recorder.close();
    expect((await readAll(folder)).events).toStrictEqual([...given, trade(1_000)]);
  });

  it('fails where there is no room, with all that had room in the file', async () => {
    const symbols = heldSymbols();
    const { recorder, folder, notices } = open({ maximumPendingBytes: 1_000, symbols });
    let taken = 0;
    expect(() => {
      for (const event of trades(100)) {
        recorder.write(event);
        taken += 1;
      }
    }).toThrow(expect.objectContaining({ code: 'RECORDER_FULL' }));
    expect(taken).toBeGreaterThan(3);
    expect(() => recorder.write(trade(1))).toThrow(RecordingError);
    symbols.release();
    await expect(recorder.close()).rejects.toMatchObject({ code: 'RECORDER_FULL' });
    expect(notices.list.map(({ type }) => type)).toContain('recording-failed');
    expect(readdirSync(folder)).not.toContain('test.lock');
    // Without its closing line, since something is missing behind it.
    const told = noticeList();
    expect((await readAll(folder, { notices: told })).events).toStrictEqual(trades(taken));
    expect(told.list).toMatchObject([{ type: 'tail-lost', reason: 'unfinished' }]);
  });

  it('drops what has no room, counts it, and writes down where', async () => {
    const symbols = heldSymbols();
    const { recorder, folder, notices, clock } = open({ maximumPendingBytes: 1_000, whenFull: 'drop', symbols });
    const all = trades(50);
    for (const event of all) {
      recorder.write(event);
      clock.advance(10);
    }
    const dropped = notices.list.flatMap((notice) => (notice.type === 'records-dropped' ? [notice] : [])).at(-1);
    expect(dropped?.count).toBeGreaterThan(30);
    symbols.release();
    await recorder.drained();
    await recorder.flush();
    recorder.write(trade(99));
    await recorder.close();
    const told = noticeList();
    const { events } = await readAll(folder, { notices: told });
    const kept = all.length - (dropped?.count ?? 0);
    expect(events).toStrictEqual([...all.slice(0, kept), trade(99)]);
    expect(told.list).toEqual([dropped]);
    expect(dropped).toMatchObject({ fromMs: 1_000 + kept * 10, toMs: 1_490 });
    expect(await readAll(folder)).toMatchObject({ error: { code: 'RECORDS_DROPPED' } });
  });

  it('writes down what was dropped last, at the latest when it closes', async () => {
    const symbols = heldSymbols();
    const { recorder, folder } = open({ maximumPendingBytes: 1_000, whenFull: 'drop', symbols });
    for (const event of trades(50)) recorder.write(event);
    const closed = recorder.close();
    symbols.release();
    await closed;
    const told = noticeList();
    await readAll(folder, { notices: told });
    expect(told.list).toMatchObject([{ type: 'records-dropped' }]);
  });
});

describe('what cannot be recorded', () => {
  const quote = { type: 'quote', instrumentId: btc, timeMs: 1, bid: 1, bidQuantity: 1, ask: 2, askQuantity: 1 };
  const book = { type: 'order-book-delta', instrumentId: btc, timeMs: 1, bids: [1, 2], asks: [] };

  it.each([
    ['a price that is no number', { ...quote, bid: Number.NaN }, /bid of a quote was NaN/],
    ['an endless time', { ...quote, timeMs: Infinity }, /timeMs.*Infinity/],
    ['a price as text', { ...quote, bid: '1' }, /bid/],
    ['a missing field', { ...quote, ask: undefined }, /ask/],
    ['an id that is a number', { ...trade(1), id: 7 }, /id of a trade/],
    ['another side', { ...trade(1), side: 'long' }, /side/],
    ['levels that are no pairs', { ...book, bids: [1] }, /bids/],
    ['levels that are no list', { ...book, asks: null }, /asks/],
    ['a level that is no number', { ...book, asks: [1, Number.NaN] }, /asks/],
    ['an update id that is a number', { ...book, updateId: 7 }, /updateId/],
    ['a frame without text', { type: 'raw-frame', venue: 'demo', timeMs: 1, text: Buffer.from('x') }, /text/],
    ['no instrument', { ...quote, instrumentId: undefined }, /instrumentId/],
    ['another kind', { ...quote, type: 'news' }, /type/],
    ['nothing', undefined, /undefined/],
  ])('%s is refused and changes nothing', async (_, event, says) => {
    const { recorder, folder } = open();
    recorder.write(trade(1));
    expect(() => recorder.write(event as unknown as Recordable)).toThrow(DataError);
    expect(() => recorder.write(event as unknown as Recordable)).toThrow(says);
    recorder.write(trade(2));
    await recorder.close();
    expect((await readAll(folder)).events).toStrictEqual([trade(1), trade(2)]);
  });
});

describe('symbols', () => {
  it.each([
    ['no symbol', () => 0],
    ['a fraction', () => 1.5],
    ['one for two', () => 7],
  ])('%s ends the recording', async (_, id) => {
    const { recorder } = open({ symbols: { resolve: async () => ({ id: id() }) } });
    recorder.write(trade(1, btc));
    recorder.write(trade(2, eth));
    await expect(recorder.close()).rejects.toMatchObject({ code: 'SYMBOL_CONFLICT' });
  });

  it('that change between two sessions end the second', async () => {
    const folder = fresh();
    await recordAll(folder, [trade(1)], { symbols: { resolve: async () => ({ id: 7 }) } });
    const again = recordAll(folder, [trade(2)], { symbols: { resolve: async () => ({ id: 8 }) } });
    await expect(again).rejects.toThrow(/symbol 8, not 7 as before/);
    expect((await readAll(folder)).events).toStrictEqual([trade(1)]);
  });

  it('that cannot be had end the recording with their own reason', async () => {
    const { recorder } = open({ symbols: { resolve: () => Promise.reject(new Error('registry is down')) } });
    recorder.write(trade(1));
    await expect(recorder.flush()).rejects.toThrow(/registry is down/);
    expect(() => recorder.write(trade(2))).toThrow(/registry is down/);
    await expect(recorder.drained()).rejects.toThrow(/registry is down/);
  });
});

describe('one writer at a time', () => {
  it('in one process', async () => {
    const first = open();
    first.recorder.write(trade(1));
    await first.recorder.flush();
    const second = open({ folder: first.folder });
    second.recorder.write(trade(2));
    await expect(second.recorder.close()).rejects.toMatchObject({ code: 'RECORDING_LOCKED' });
    await first.recorder.close();
    expect((await readAll(first.folder)).events).toStrictEqual([trade(1)]);
    await recordAll(first.folder, [trade(3)]);
    expect((await readAll(first.folder)).events).toStrictEqual([trade(1), trade(3)]);
  });

  it.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, host: hostname(), started: '1' }, false],
    ['an earlier process with this number', { pid: process.pid, host: hostname(), started: 'before' }, false],
    ['another machine', { pid: 1, host: 'elsewhere', started: '1' }, true],
    ['nobody who can be read', 'x', true],
  ])('of %s', async (_, holder, isHeld) => {
    const folder = fresh();
    mkdirSync(folder);
    writeFileSync(join(folder, 'test.lock'), JSON.stringify(holder));
    const recorded = recordAll(folder, [trade(1)]);
    if (isHeld) await expect(recorded).rejects.toMatchObject({ code: 'RECORDING_LOCKED' });
    else await recorded;
    expect(readdirSync(folder).includes('test.lock')).toBe(isHeld);
  });
});

describe('a recorder', () => {
  it('that is closed takes nothing more, and closes once', async () => {
    const { recorder, notices } = open();
    recorder.write(trade(1));
    const closed = recorder.close();
    expect(recorder.close()).toBe(closed);
    expect(() => recorder.write(trade(2))).toThrow(expect.objectContaining({ code: 'RECORDER_CLOSED' }));
    await closed;
    expect(notices.list.map(({ type }) => type)).toEqual(['file-opened', 'file-closed']);
  });

  it('does not go on behind a first line that is no header', async () => {
    const folder = fresh();
    mkdirSync(folder);
    writeFileSync(join(folder, 'test-000001.jsonl'), 'my notes\n');
    await expect(recordAll(folder, [trade(1)])).rejects.toMatchObject({ code: 'RECORDING_DAMAGED' });
    expect(readFileSync(join(folder, 'test-000001.jsonl'), 'utf8')).toBe('my notes\n');
    const added = fresh();
    await recordAll(added, [trade(1)], { compression: 'none' });
    appendFileSync(join(added, 'test-000001.jsonl'), 'my notes');
    await expect(recordAll(added, [trade(1)])).rejects.toThrow(/behind its closing line/);
  });

  it('goes on behind damage, tells of it, and the reader does too', async () => {
    const folder = fresh();
    await recordAll(folder, trades(3), { compression: 'none' });
    const path = join(folder, 'test-000001.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"timeMs":1,', '"timeMs":5,'));
    const notices = await recordAll(folder, [trade(9)], { compression: 'none' });
    expect(notices[0]).toMatchObject({ type: 'tail-lost', reason: 'damaged', line: 3 });
    const told = noticeList();
    const { events, error } = await readAll(folder, { notices: told });
    expect(error).toBeUndefined();
    expect(events).toStrictEqual([trade(0), trade(9)]);
    expect(told.list).toEqual([notices[0]]);
  });

  it('is refused wrong options', () => {
    const good = { folder: 'x', name: 'test', symbols: countingSymbols() };
    for (const bad of [
      { name: '../x' },
      { name: 'a.b' },
      { folder: '' },
      { symbols: {} },
      { rotateBytes: 0 },
      { rotateMs: -1 },
      { compression: 'zip' },
      { sync: 'often' },
      { flushByte: 1 },
      { notices: {} },
    ]) {
      expect(() => createRecorder({ ...good, ...bad } as unknown as RecorderOptions)).toThrow(InvalidOptionsError);
    }
  });

  it('says when this Node has no Zstandard, and uses it where it has', async () => {
    const folder = fresh();
    if (zstdOf() === undefined) {
      expect(() => open({ compression: 'zstd' })).toThrow(expect.objectContaining({ code: 'ZSTD_MISSING' }));
      return;
    }
    await recordAll(folder, trades(30), { compression: 'zstd', flushBytes: 300, rotateBytes: 2_000 });
    expect((await readAll(folder)).events).toStrictEqual(trades(30));
  });
});
