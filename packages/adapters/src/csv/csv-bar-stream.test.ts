import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { type Bar, barAt } from '@sigmax/core';
import { lastValueFrom, take, toArray } from 'rxjs';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../internal/bad-input';
import { csvBarSource, csvBarStream, csvBars } from '.';

const options = { instrumentId: 'binance:BTC/USDT', timeframe: '1m' } as const;
const folder = temporaryFolder();
afterAll(folder.remove);

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => `${1704067200 + index * 60},100,110,90,${100 + index / count},7\n`);
/** Over 1 MiB, so that it is read in several chunks. */
const large = folder.write('large.csv', rows(50_000).join(''));
const faulty = folder.write('faulty.csv', `${rows(40_000).join('')}1,1,1,1,1,1\n`);

const gathered = async (bars: AsyncIterable<Bar>) => {
  const all: Bar[] = [];
  for await (const bar of bars) all.push(bar);
  return all;
};

const descriptors = '/proc/self/fd';

const isOpen = (file: string) =>
  readdirSync(descriptors).some((name) => {
    try {
      return readlinkSync(`${descriptors}/${name}`) === file;
    } catch {
      return false;
    }
  });

describe('csvBarStream', () => {
  test('gives the bars of csvBars, at every iteration anew', async () => {
    const series = await csvBars(large, options);
    const stream = csvBarStream(large, options);
    const bars = await gathered(stream);
    expect(bars).toEqual(Array.from({ length: 50_000 }, (_, index) => barAt(series, index)));
    expect((await gathered(stream)).length).toBe(50_000);
  });

  test('stamped with the close, times stay', async () => {
    const [first] = await gathered(csvBarStream(large, { ...options, stamp: 'close' }));
    expect(first?.timeMs).toBe(1704067200000);
  });

  test('gives every bar before a fault, then the error', async () => {
    let count = 0;
    const read = async () => {
      for await (const _ of csvBarStream(faulty, options)) count++;
    };
    await expect(read()).rejects.toThrow(/faulty\.csv, line 40001: time was "1"/);
    expect(count).toBe(40_000);
  });

  test.skipIf(!existsSync(descriptors))('leaving the loop closes the file', async () => {
    for await (const bar of csvBarStream(large, options)) {
      expect(bar.close).toBe(100);
      expect(isOpen(large)).toBe(true);
      break;
    }
    await vi.waitFor(() => expect(isOpen(large)).toBe(false));
  });
});

describe('csvBarSource', () => {
  test('gives the bars of csvBarStream and completes, at every subscription anew', async () => {
    const source = csvBarSource(large, options);
    const bars = await gathered(csvBarStream(large, options));
    expect(await lastValueFrom(source.pipe(toArray()))).toEqual(bars);
    expect(await lastValueFrom(source.pipe(take(3), toArray()))).toEqual(bars.slice(0, 3));
    if (existsSync(descriptors)) await vi.waitFor(() => expect(isOpen(large)).toBe(false));
  });

  test('gives every bar before a fault, then errors', async () => {
    let count = 0;
    const outcome = await new Promise<unknown>((resolve) => {
      csvBarSource(faulty, options).subscribe({
        next: () => count++,
        error: resolve,
        complete: () => resolve('complete'),
      });
    });
    expect(outcome).toMatchObject({ name: 'DataError', code: 'TIME_OUT_OF_RANGE', context: { line: 40_001 } });
    expect(count).toBe(40_000);
  });

  test('wrong options throw at the call, not at the subscription', () => {
    expect(() => csvBarSource(large, { ...options, stamp: 'end' as never })).toThrow(/csvBarSource: stamp was "end"/);
  });
});
