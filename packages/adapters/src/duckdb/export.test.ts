import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedMarket } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import {
  bar,
  delta,
  funding,
  instrumentId,
  quote,
  snapshot,
  startMs,
  testCatalogue,
  testFolder,
  trade,
} from './catalogue.test-helper';

describe('an export', () => {
  test('of bars as CSV has the same numbers', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue();
    const [series] = simulatedMarket({ seed: 3, instruments: [instrumentId], timeframe: '5m', bars: 5_000 });
    await catalogue.ingest({ ...series!, isSimulated: false });
    const file = join(folder, 'deep/er/bars.csv');
    expect(await catalogue.exportTo(file, { kind: 'bar', instrumentId }, { format: 'csv' })).toBe(5_000);
    const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(header).toBe('time_ms,open,high,low,close,volume');
    const { timeMs, open, high, low, close, volume } = series!;
    // `Number` of what is written is the same double.
    expect(lines.map((line) => line.split(',').map(Number))).toEqual(
      Array.from(timeMs, (at, index) => [at, ...[open, high, low, close, volume].map((column) => column[index])]),
    );
  });

  test('of every kind as JSON lines, and as Parquet, holds the same events', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue();
    const events = {
      bar: [bar(startMs)],
      trade: [trade(startMs, 'a,"b"\n'), trade(startMs + 0.125, '2', { side: undefined, price: 1 / 3 })],
      quote: [quote(startMs), quote(startMs)],
      'funding-rate': [funding(startMs), funding(startMs + 1, { markPrice: 7 })],
      'order-book': [snapshot(startMs, { bidsKnownTo: 98 }), delta(startMs, { updateId: '9' })],
    } as const;
    await catalogue.ingest(Object.values(events).flat(), { timeframe: '1m' });
    for (const [kind, expected] of Object.entries(events) as [keyof typeof events, readonly object[]][]) {
      const file = join(folder, `${kind}.jsonl`);
      expect(await catalogue.exportTo(file, { kind, instrumentId }, { format: 'json' })).toBe(expected.length);
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      // JSON has no undefined.
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(JSON.stringify(expected)));
      expect(
        await catalogue.exportTo(join(folder, `${kind}.parquet`), { kind, instrumentId }, { format: 'parquet' }),
      ).toBe(expected.length);
      expect(await catalogue.exportTo(join(folder, `${kind}.csv`), { kind, instrumentId }, { format: 'csv' })).toBe(
        expected.length,
      );
    }
    expect(readFileSync(join(folder, 'trade.csv'), 'utf8')).toBe(
      `time_ms,id,price,quantity,side\n${startMs},"a,""b""\n",100,0.5,buy\n${startMs}.125,2,0.3333333333333333,0.5,\n`,
    );
    expect(readFileSync(join(folder, 'order-book.csv'), 'utf8')).toContain('true,99 1 98 2,101 1,,98,');
  });

  test('takes the range and the columns that were asked for', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue();
    await catalogue.ingest([trade(startMs, '1'), trade(startMs + 1, '2'), trade(startMs + 2, '3')]);
    const selection = { kind: 'trade', instrumentId, fromMs: startMs + 1, toMs: startMs + 2 } as const;
    const columns = ['id', 'time_ms'];
    const text = async (format: 'csv' | 'json') => {
      await catalogue.exportTo(join(folder, 'a'), selection, { format, columns });
      return readFileSync(join(folder, 'a'), 'utf8');
    };
    expect(await text('csv')).toBe(`id,time_ms\n2,${startMs + 1}\n`);
    expect(await text('json')).toBe(`{"id":"2","time_ms":${startMs + 1}}\n`);
    expect(await catalogue.exportTo(join(folder, 'b'), selection, { format: 'parquet', columns })).toBe(1);
    const empty = { ...selection, fromMs: 0, toMs: 1 };
    expect(await catalogue.exportTo(join(folder, 'c'), empty, { format: 'csv' })).toBe(0);
    await expect(catalogue.exportTo(join(folder, 'd'), empty, { format: 'parquet' })).rejects.toMatchObject({
      code: 'NOTHING_TO_EXPORT',
    });
    expect(existsSync(join(folder, 'd'))).toBe(false);
  });

  test.each(['price"; DROP TABLE merged; --', 'seq', 'PRICE', ''])(
    'of a column that is none is refused: %s',
    async (column) => {
      const catalogue = await testCatalogue();
      await catalogue.ingest([trade(startMs, '1')]);
      const options = { format: 'parquet', columns: [column] } as const;
      await expect(
        catalogue.exportTo(join(testFolder(), 'a'), { kind: 'trade', instrumentId }, options),
      ).rejects.toMatchObject({
        code: 'UNKNOWN_COLUMN',
      });
    },
  );

  test('that fails leaves what was at its place', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue();
    await catalogue.ingest([trade(startMs, '1')]);
    mkdirSync(join(folder, 'a'));
    await expect(
      catalogue.exportTo(join(folder, 'a'), { kind: 'trade', instrumentId }, { format: 'csv' }),
    ).rejects.toMatchObject({ code: 'EISDIR' });
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
