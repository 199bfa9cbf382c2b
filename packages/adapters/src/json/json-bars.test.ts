import { gzipSync } from 'node:zlib';
import { barAt } from '@sigmax/core';
import { lastValueFrom, toArray } from 'rxjs';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../internal/bad-input';
import { jsonBarSource, jsonBarStream, jsonBars, parseJsonBars } from '.';

const instrumentId = 'binance:BTC/USDT';
const folder = temporaryFolder();
afterAll(folder.remove);

const hour = (count: number) => Date.UTC(2024, 0, 1, count);
const expected = {
  instrumentId,
  timeframeMs: 3_600_000,
  length: 3,
  isSimulated: false,
  timeMs: Float64Array.of(hour(1), hour(2), hour(5)),
  open: Float64Array.of(100, 105, 118),
  high: Float64Array.of(110.5, 120, 119),
  low: Float64Array.of(90, 100, 117),
  close: Float64Array.of(105, 118.25, 118),
  volume: Float64Array.of(7, 0, 0.5),
};
const arrays = [
  [hour(0), 100, 110.5, 90, 105, 7],
  [hour(1), 105, 120, 100, 118.25, 0],
  [hour(4), 118, 119, 117, 118, 0.5],
] as const;
const objects = arrays.map(([timestamp, open, high, low, close, volume]) => ({
  timestamp,
  open,
  high,
  low,
  close,
  volume,
}));
const columns = {
  note: 'not a column',
  t: arrays.map(([time]) => new Date(time).toISOString()),
  o: arrays.map((bar) => bar[1]),
  h: arrays.map((bar) => bar[2]),
  l: arrays.map((bar) => bar[3]),
  c: arrays.map((bar) => String(bar[4])),
  v: arrays.map((bar) => bar[5]),
};
const lines = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('one table, written in many ways, is one series', () => {
  test.each<[string, string, object?]>([
    ['a list of arrays', JSON.stringify(arrays)],
    ['a list of arrays over several lines', JSON.stringify(arrays, null, 2)],
    ['a list of arrays with a byte order mark', `\ufeff${JSON.stringify(arrays)}\n`],
    ['a list of arrays of text, as venues send', JSON.stringify(arrays.map((bar) => bar.map(String)))],
    ['a list of longer arrays', JSON.stringify(arrays.map((bar) => [...bar, 'x', 9]))],
    [
      'a list of arrays in another order',
      JSON.stringify(arrays.map((bar) => bar.toReversed())),
      { columns: { time: 5, open: 4, high: 3, low: 2, close: 1, volume: 0 } },
    ],
    [
      'a list of arrays with close times',
      JSON.stringify(arrays.map((bar) => [...bar, bar[0] + 3_599_999])),
      { columns: { closeTime: 6 } },
    ],
    ['a list of objects', JSON.stringify(objects)],
    ['a list of objects over several lines', JSON.stringify(objects, null, 2)],
    [
      'a list of objects with other names',
      JSON.stringify(objects.map(({ timestamp, ...rest }) => ({ ...rest, at: timestamp }))),
      { columns: { time: 'at' } },
    ],
    [
      'a list of objects in seconds',
      JSON.stringify(objects.map((bar) => ({ ...bar, timestamp: bar.timestamp / 1_000 }))),
    ],
    [
      'a list of objects with keys in any order',
      JSON.stringify(
        objects.map((bar, index) => (index === 1 ? Object.fromEntries(Object.entries(bar).toReversed()) : bar)),
      ),
    ],
    ['an object of columns', JSON.stringify(columns)],
    ['an object of columns over several lines', JSON.stringify(columns, null, 2)],
    ['lines of arrays', lines(arrays)],
    ['lines of objects', lines(objects)],
    ['lines of objects without a last line end', lines(objects).trimEnd()],
    ['lines of objects with lists in them', lines(objects.map((bar) => ({ ...bar, tags: [1] })))],
  ])('%s', (_, content, options) => {
    expect(parseJsonBars(content, { instrumentId, ...options })).toEqual({ ...expected, source: 'json text' });
    expect(parseJsonBars(Buffer.from(content), { instrumentId, source: 'mine', ...options }).source).toBe('mine');
  });

  test('one bar alone', () => {
    const options = { instrumentId, timeframe: '1h' } as const;
    for (const content of [JSON.stringify(arrays[0]), JSON.stringify([arrays[0]]), JSON.stringify(objects[0])]) {
      expect(parseJsonBars(content, options).length).toBe(1);
    }
  });
});

describe('files', () => {
  test('plain and gzip', async () => {
    const plain = await jsonBars(folder.write('bars.json', JSON.stringify(arrays)), { instrumentId });
    expect(plain).toEqual({ ...expected, source: 'bars.json' });
    expect(await jsonBars(folder.write('bars.json', gzipSync(lines(objects))), { instrumentId })).toEqual(plain);
  });

  test('JSON Lines as a stream and as an observable', async () => {
    const file = folder.write('bars.jsonl', lines(objects));
    const series = await jsonBars(file, { instrumentId });
    const bars = [0, 1, 2].map((index) => barAt(series, index));
    const streamed = [];
    for await (const bar of jsonBarStream(file, { instrumentId, timeframe: '1h' })) streamed.push(bar);
    expect(streamed).toEqual(bars);
    const observed = jsonBarSource(file, { instrumentId, timeframe: '1h' });
    expect(await lastValueFrom(observed.pipe(toArray()))).toEqual(bars);
  });
});
