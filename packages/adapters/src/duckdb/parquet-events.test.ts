import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MarketData } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import { parquetEvents } from '.';
import {
  bar,
  collect,
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
import { loadDriver } from './load-driver';
import { quoteText } from './sql-text';

/** A Parquet file of somebody else. */
const written = async (select: string): Promise<string> => {
  const path = join(testFolder(), "it's [a] file*.parquet");
  const { DuckDBInstance } = await loadDriver();
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (${select}) TO ${quoteText(path)} (FORMAT parquet)`);
  connection.closeSync();
  return path;
};

describe('events of Parquet files', () => {
  test('are those that were exported, for every kind', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue(join(folder, 'c'));
    const events: Record<string, readonly MarketData[]> = {
      bar: [bar(startMs), bar(startMs + 60_000)],
      trade: [trade(startMs, '9007199254740993'), trade(startMs + 0.125, '', { side: undefined })],
      quote: [quote(startMs), quote(startMs)],
      'funding-rate': [funding(startMs, { rate: -0 }), funding(startMs + 1, { markPrice: 7 })],
      'order-book': [snapshot(startMs, { asksKnownTo: 101 }), delta(startMs, { updateId: '9' })],
    };
    await catalogue.ingest(Object.values(events).flat(), { timeframe: '1m' });
    for (const kind of ['bar', 'trade', 'quote', 'funding-rate', 'order-book'] as const) {
      const file = join(folder, `${kind}.parquet`);
      await catalogue.exportTo(file, { kind, instrumentId }, { format: 'parquet' });
      expect(await collect(parquetEvents(file, { kind, instrumentId }))).toEqual(events[kind]);
    }
  });

  test('come from files of others, with their names, types and units', async () => {
    const expected = trade(startMs + 0.123, '7', { price: 1.5, side: undefined });
    const rest = `7::BIGINT AS id, 1.5::DECIMAL(9, 2) AS price, 0.5::FLOAT AS size`;
    const columns = { time_ms: 'Time stamp', quantity: 'size' };
    const read = async (time: string, timeUnit: 'ms' | 'us' | 'ns' = 'ms') =>
      collect(
        parquetEvents(await written(`SELECT ${time} AS "Time stamp", ${rest}`), {
          kind: 'trade',
          instrumentId,
          columns,
          timeUnit,
        }),
      );
    expect(await read(`${startMs}123::BIGINT`, 'us')).toEqual([expected]);
    expect(await read(`${startMs}123000::BIGINT`, 'ns')).toEqual([expected]);
    expect(await read(`make_timestamp(${startMs}123)`)).toEqual([expected]);
    expect(await read(`make_timestamp(${startMs}123)::TIMESTAMPTZ`)).toEqual([expected]);
    expect(await read(`make_timestamp_ns(${startMs}123000)`)).toEqual([expected]);
    expect(await read(`${startMs}::BIGINT`)).toEqual([{ ...expected, timeMs: startMs }]);
  });

  test.each([
    ['a column that is missing', 'SELECT 1 AS time_ms, 2 AS price', {}, 'MISSING_COLUMN', /"id".*"time_ms", "price"/],
    ['a chosen column that is missing', 'SELECT 1 AS time_ms', { columns: { side: 's' } }, 'MISSING_COLUMN', /"id"/],
    [
      'text for a price',
      "SELECT 1 AS time_ms, '1' AS id, 'x' AS price, 1 AS quantity",
      {},
      'PARQUET_INVALID',
      /Could not convert/,
    ],
    [
      'nothing for a price',
      "SELECT 1 AS time_ms, '1' AS id, NULL::DOUBLE AS price, 1 AS quantity",
      {},
      'INVALID_FIELD',
      /row 0: price was null/,
    ],
    [
      'a price of 0',
      "SELECT 1 AS time_ms, '1' AS id, 0 AS price, 1 AS quantity",
      {},
      'NOT_POSITIVE',
      /row 0: price was 0/,
    ],
  ])('with %s are refused', async (_, select, options, code, says) => {
    const file = await written(select);
    const events = parquetEvents(file, { kind: 'trade', instrumentId, source: 'a.parquet', ...options });
    await expect(collect(events)).rejects.toMatchObject({
      name: 'DataError',
      code,
      message: expect.stringMatching(says),
    });
    await expect(collect(events)).rejects.toMatchObject({ message: expect.stringMatching(/^a\.parquet/) });
  });

  test('that are none are refused', async () => {
    const file = join(testFolder(), 'a.parquet');
    const read = () => collect(parquetEvents(file, { kind: 'trade', instrumentId }));
    await expect(read()).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    writeFileSync(file, 'time,price\n');
    await expect(read()).rejects.toMatchObject({ code: 'PARQUET_INVALID' });
    expect(() => parquetEvents(file, { kind: 'trade', instrumentId, columns: { 'x"; DROP': 'y' } })).toThrow(
      /no column of trade/,
    );
    expect(() => parquetEvents(file, { kind: 'candle' as never, instrumentId })).toThrow(/kind was "candle"/);
  });
});
