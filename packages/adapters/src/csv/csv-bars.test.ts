import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BarSeries } from '@sigmax/core';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../internal/bad-input';
import { csvBars, parseCsvBars } from '.';

const instrumentId = 'binance:BTC/USDT';
const folder = temporaryFolder();
afterAll(folder.remove);

const text = `time,open,high,low,close,volume
2024-01-01T00:00:00Z,100,110.5,90,105,7
2024-01-01T01:00:00Z,105,120,1e2,118.25,0
2024-01-01T04:00:00Z,118,119,117,118,.5
`;
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
const rows = text.trim().split('\n').slice(1);
const cells = rows.map((row) => row.split(','));
const withTimes = (...times: (string | number)[]) =>
  `time,open,high,low,close,volume\n${cells.map((row, index) => [times[index], ...row.slice(1)].join(',')).join('\n')}`;

describe('one table, written in many ways, is one series', () => {
  test.each<[string, string | Uint8Array, object?]>([
    ['as it is', text],
    ['as bytes', Buffer.from(text)],
    ['with the timeframe given', text, { timeframe: '1h' }],
    ['without a last line end', text.trimEnd()],
    ['with blank lines at the end', `${text}\n  \n\n`],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${text}`],
    ['with semicolons', text.replaceAll(',', ';')],
    ['with tabs', text.replaceAll(',', '\t')],
    ['with spaces around cells', text.replaceAll(',', ' , ')],
    ['with quotes', text.replace(/[^,\n]+/g, '"$&"')],
    ['with quotes and spaces', text.replace(/[^,\n]+/g, '"$&" ')],
    ['without a header', rows.join('\n')],
    ['without a header, said so', rows.join('\n'), { hasHeader: false }],
    ['in capitals', text.replace('time,open,high,low,close,volume', 'Date,OPEN,High,Low,Close,VOLUME')],
    ['in short', text.replace('time,open,high,low,close,volume', 't,o,h,l,c,v')],
    [
      'in long',
      text.replace(
        'time,open,high,low,close,volume',
        'Open Time,open price,high_price,Low-Price,closePrice,base_volume',
      ),
    ],
    [
      'with other columns',
      cells.reduce(
        (all, row) => `${all}${row[0]},x,"a,""b""",${row.slice(1).join(',')},9\n`,
        'timestamp,note,quoted,open,high,low,close,volume,trades\n',
      ),
    ],
    [
      'in another order',
      cells.reduce((all, row) => `${all}${row.toReversed().join(',')}\n`, 'volume,close,low,high,open,time\n'),
    ],
    ['with columns chosen by name', text.replace('volume', 'Volume BTC'), { columns: { volume: 'volume btc' } }],
    [
      'with columns chosen by position',
      text.replace('time', 'x').replace('volume', 'y'),
      { columns: { time: 0, volume: 5 } },
    ],
    [
      'with a second time column left out',
      text.replaceAll(/^([^,\n]+)/gm, '$1,$1').replace('time,time', 'unix,date'),
      { columns: { time: 'date' } },
    ],
    [
      'with a header of foreign names',
      text.replace('time,open,high,low,close,volume', 'a,b,c,d,e,f'),
      { columns: { time: 'a', open: 'b', high: 'c', low: 'd', close: 'e', volume: 'f' } },
    ],
    ['in seconds', withTimes(1704067200, 1704070800, 1704081600)],
    ['in milliseconds', withTimes(1704067200000, 1704070800000, 1704081600000)],
    ['in microseconds', withTimes('1704067200000000', '1704070800000000', '1704081600000000')],
    ['in nanoseconds', withTimes('1704067200000000000', '1704070800000000000', '1704081600000000000')],
    ['in text without a zone', withTimes('2024-01-01 00:00:00', '2024-01-01 01:00:00.000000', '2024-01-01 04:00')],
    ['in text with an offset', withTimes('2024-01-01 05:30+05:30', '2024-01-01 06:30+05:30', '2024-01-01 09:30+05:30')],
    [
      'stamped with the close',
      withTimes('2024-01-01 01:00Z', '2024-01-01 02:00Z', '2024-01-01 05:00Z'),
      { stamp: 'close' },
    ],
    [
      'with close times',
      cells.reduce(
        (all, row) => `${all}${row.join(',')},${row[0]?.replace('00:00Z', '59:59.999Z')}\n`,
        'time,open,high,low,close,volume,close_time\n',
      ),
    ],
    [
      'with close times in whole seconds',
      cells.reduce(
        (all, row) => `${all}${row.join(',')},${row[0]?.replace('00:00Z', '59:59Z')}\n`,
        'time,open,high,low,close,volume,close_time\n',
      ),
    ],
    [
      'with close times that are left out',
      cells.reduce((all, row) => `${all}${row.join(',')},never\n`, 'time,open,high,low,close,volume,close_time\n'),
      { columns: { closeTime: false } },
    ],
  ])('%s', (_, content, options) => {
    expect(parseCsvBars(content, { instrumentId, ...options })).toEqual({ ...expected, source: 'csv text' });
  });
});

describe('timeframe', () => {
  test('dates alone are days', () => {
    const days = parseCsvBars(withTimes('2024-02-28', '2024-02-29', '2024-03-02'), { instrumentId });
    expect(days.timeframeMs).toBe(86_400_000);
    expect([...days.timeMs].map((time) => new Date(time).toISOString().slice(0, 10))).toEqual([
      '2024-02-29',
      '2024-03-01',
      '2024-03-03',
    ]);
  });

  test('one bar with a close time is enough', () => {
    const one = 'open_time,open,high,low,close,volume,close_time\n1704067200000,100,110,90,105,7,1704068099999\n';
    expect(parseCsvBars(one, { instrumentId }).timeframeMs).toBe(900_000);
  });

  test('a wider range of times is read when it is asked for', () => {
    const old = parseCsvBars(withTimes('1999-12-30', '1999-12-31', '2000-01-01'), {
      instrumentId,
      timeUnit: 'iso',
      timeRangeMs: [0, 4e12],
    });
    expect(old.timeMs[0]).toBe(Date.UTC(1999, 11, 31));
  });
});

describe('csvBars', () => {
  const same = async (file: string | URL): Promise<BarSeries> => {
    const bars = await csvBars(file, { instrumentId });
    expect(bars).toEqual({ ...expected, source: bars.source });
    return bars;
  };

  test('reads a file by path and by URL, and names it by its last part', async () => {
    const file = folder.write('good.csv', text);
    expect((await same(file)).source).toBe('good.csv');
    expect((await same(pathToFileURL(file))).source).toBe('good.csv');
    expect((await csvBars(file, { instrumentId, source: 'my data' })).source).toBe('my data');
  });

  test('reads gzip whatever its name, also in several members', async () => {
    await same(folder.write('zipped.csv', gzipSync(text)));
    await same(folder.write('two.csv.gz', Buffer.concat([gzipSync(text.slice(0, 70)), gzipSync(text.slice(70))])));
  });

  test('reads a file of several chunks as the same bars as its text', async () => {
    const lines = Array.from(
      { length: 60_000 },
      (_, index) => `${1704067200 + index * 60},100,110,90,${100 + index / 60_000},7`,
    );
    const large = `time,open,high,low,close,volume\n${lines.join('\r\n')}`;
    const file = folder.write('large.csv', large);
    const bars = await csvBars(file, { instrumentId });
    expect(bars.length).toBe(60_000);
    expect(bars).toEqual({ ...parseCsvBars(large, { instrumentId }), source: 'large.csv' });
    expect(await csvBars(folder.write('large.csv.gz', gzipSync(large)), { instrumentId, source: 'large.csv' })).toEqual(
      bars,
    );
  });
});
