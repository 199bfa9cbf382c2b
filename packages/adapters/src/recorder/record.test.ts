import { readdirSync, writeFileSync } from 'node:fs';
import { type DataError, InvalidOptionsError } from '@sigmax/core';
import { concat, from, lastValueFrom, type Observable, Subject, take, throwError, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Recordable } from './raw-frame';
import { record } from './record';
import type { RecordOptions } from './recorder-options';
import { freshFolders, manualClock, readAll } from './recording.test-helper';
import type { RecordingNotice } from './recording-notice';
import { countingSymbols, trade } from './trades.test-helper';

const fresh = freshFolders();
const trades = Array.from({ length: 20 }, (_, index) => trade(index));

const setup = (options: Partial<RecordOptions> = {}) => {
  const folder = fresh();
  const clock = manualClock();
  const list: RecordingNotice[] = [];
  let wake = (): void => {};
  const notices = {
    next: (notice: RecordingNotice) => {
      list.push(notice);
      wake();
    },
  };
  const told = async (type: RecordingNotice['type']): Promise<void> => {
    while (!list.some((notice) => notice.type === type)) await new Promise<void>((resolve) => (wake = resolve));
  };
  const all: RecordOptions = { folder, name: 'test', symbols: countingSymbols(), clock, notices, ...options };
  const reasons = () => list.flatMap((notice) => (notice.type === 'file-closed' ? [notice.reason] : []));
  return { folder, clock, list, told, reasons, operator: record<Recordable>(all) };
};

/** What a stream gave and how it ended. */
const outcome = async (source: Observable<Recordable>) => {
  const events: Recordable[] = [];
  const end = await new Promise<unknown>((resolve) => {
    source.subscribe({ next: (event) => events.push(event), error: resolve, complete: () => resolve('complete') });
  });
  return { events, end };
};

describe('record', () => {
  it('lets everything through and completes when the files are closed', async () => {
    const { folder, operator, reasons, clock } = setup();
    expect(await lastValueFrom(from(trades).pipe(operator, toArray()))).toStrictEqual(trades);
    expect(reasons()).toEqual(['completed']);
    expect(clock.pending()).toBe(0);
    expect(await readAll(folder)).toMatchObject({ events: trades, error: undefined });
    expect(readdirSync(folder)).not.toContain('test.lock');
  });

  it('passes an error on when the files are closed', async () => {
    const { folder, operator, reasons } = setup();
    const broken = new Error('the venue is gone');
    const { events, end } = await outcome(
      concat(
        from(trades),
        throwError(() => broken),
      ).pipe(operator),
    );
    expect(end).toBe(broken);
    expect(events).toStrictEqual(trades);
    expect(reasons()).toEqual(['failed-source']);
    expect((await readAll(folder)).events).toStrictEqual(trades);
  });

  it('closes the files when it is unsubscribed from, also in the middle of a source that does not stop by itself', async () => {
    const { folder, operator, reasons, told, clock } = setup();
    expect(await lastValueFrom(from(trades).pipe(operator, take(3), toArray()))).toStrictEqual(trades.slice(0, 3));
    await told('file-closed');
    expect(reasons()).toEqual(['unsubscribed']);
    expect(clock.pending()).toBe(0);
    expect((await readAll(folder)).events).toStrictEqual(trades.slice(0, 3));
  });

  it('has each event on its way to the disk before anybody else sees it', async () => {
    const { operator, folder, told } = setup();
    const source = new Subject<Recordable>();
    const subscription = source.pipe(operator).subscribe(() => subscription.unsubscribe());
    source.next(trade(1));
    await told('file-closed');
    expect((await readAll(folder)).events).toStrictEqual([trade(1)]);
  });

  it('goes on with the next file at the next subscription', async () => {
    const { folder, operator } = setup();
    await lastValueFrom(from(trades.slice(0, 5)).pipe(operator));
    await lastValueFrom(from(trades.slice(5)).pipe(operator));
    expect((await readAll(folder)).events).toStrictEqual(trades);
  });

  it('errors at an event that cannot be recorded, with the events before it in the file', async () => {
    const { folder, operator } = setup();
    const bad = { ...trade(5), price: Number.NaN };
    const { events, end } = await outcome(from([...trades.slice(0, 3), bad, trade(6)]).pipe(operator));
    expect((end as DataError).code).toBe('NOT_RECORDABLE');
    expect(events).toStrictEqual(trades.slice(0, 3));
    expect((await readAll(folder)).events).toStrictEqual(trades.slice(0, 3));
  });

  it('errors when the recording fails, and leaves the source', async () => {
    const folder = fresh();
    writeFileSync(folder, 'a file where the folder should be');
    const { operator, clock, told } = setup({ folder });
    const source = new Subject<Recordable>();
    const ended = outcome(source.pipe(operator));
    source.next(trade(1));
    clock.advance(1_000);
    await told('recording-failed');
    const { events, end } = await ended;
    expect(end).toMatchObject({ code: 'RECORDING_NOT_WRITTEN', isRetryable: true });
    expect(events).toStrictEqual([trade(1)]);
    expect(source.observed).toBe(false);
  });

  it('errors when closing fails', async () => {
    const folder = fresh();
    writeFileSync(folder, '');
    const { operator } = setup({ folder });
    expect((await outcome(from(trades).pipe(operator))).end).toMatchObject({ code: 'RECORDING_NOT_WRITTEN' });
  });

  it('goes on unrecorded when it may', async () => {
    const folder = fresh();
    writeFileSync(folder, '');
    const { operator, clock, told, list } = setup({ folder, whenFailing: 'continue' });
    const source = new Subject<Recordable>();
    const ended = outcome(source.pipe(operator));
    source.next(trade(1));
    clock.advance(1_000);
    await told('recording-failed');
    source.next(trade(2));
    source.complete();
    expect(await ended).toEqual({ events: [trade(1), trade(2)], end: 'complete' });
    expect(list.map(({ type }) => type)).toEqual(['recording-failed']);
  });

  it('ends the stream at once where there is no room', async () => {
    const { operator } = setup({ maximumPendingBytes: 1_000 });
    const { events, end } = await outcome(from(trades).pipe(operator));
    expect(end).toMatchObject({ code: 'RECORDER_FULL' });
    expect(events.length).toBeLessThan(10);
    const going = setup({ maximumPendingBytes: 1_000, whenFailing: 'continue' });
    expect(await outcome(from(trades).pipe(going.operator))).toEqual({ events: trades, end: 'complete' });
  });

  it('is refused wrong options where it is made', () => {
    expect(() => setup({ flushMs: 0 })).toThrow(InvalidOptionsError);
    expect(() => setup({ whenFailing: 'ignore' as 'error' })).toThrow(InvalidOptionsError);
  });
});
