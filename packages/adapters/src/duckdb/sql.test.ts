import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  bar,
  collect,
  instrumentId,
  quote,
  snapshot,
  startMs,
  testCatalogue,
  testFolder,
  trade,
} from './catalogue.test-helper';

const prepared = async () => {
  const folder = testFolder();
  const catalogue = await testCatalogue(folder);
  await catalogue.ingest(
    [
      bar(startMs + 60_000),
      trade(startMs, '1'),
      trade(startMs + 1, '2', { price: 102 }),
      quote(startMs),
      snapshot(startMs),
    ],
    { timeframe: '1m' },
  );
  return { folder, catalogue };
};

describe('SQL', () => {
  test('sees every kind as a view, with parameters by name and by place', async () => {
    const { catalogue } = await prepared();
    const rows = (statement: string, parameters: never[] | object = []) =>
      collect(catalogue.sql(statement, parameters as never));
    expect(await rows('SELECT instrument_id, timeframe_ms, close, "time" FROM bars')).toEqual([
      { instrument_id: instrumentId, timeframe_ms: 60_000, close: 105, time: new Date(startMs + 60_000) },
    ]);
    expect(await rows('SELECT max(price) AS top FROM trades WHERE instrument_id = $id', { id: instrumentId })).toEqual([
      { top: 102 },
    ]);
    expect(await rows('SELECT id FROM trades WHERE time_ms > ?', [startMs] as never[])).toEqual([{ id: '2' }]);
    expect(await rows('WITH a AS (SELECT 1) SELECT bids, update_id, is_snapshot FROM order_books')).toEqual([
      { bids: [99, 1, 98, 2], update_id: null, is_snapshot: true },
    ]);
    expect(await rows('SELECT count(*) AS n FROM funding_rates')).toEqual([{ n: 0n }]);
    expect(await rows('SELECT * FROM funding_rates')).toEqual([]);
  });

  test.each([
    ['INSERT INTO trades VALUES (1)'],
    ['CREATE TABLE a AS SELECT 1'],
    ['DROP VIEW trades'],
    ['SELECT 1; DROP VIEW trades'],
    ["COPY trades TO 'FOLDER/stolen.csv'"],
    ["COPY trades TO 'FOLDER/data/stolen.csv'"],
    ["ATTACH 'FOLDER/other.db'"],
    ['SET memory_limit = 0'],
    ['PRAGMA enable_profiling'],
    ['CALL pragma_version()'],
    ['INSTALL httpfs'],
    ["EXPORT DATABASE 'FOLDER/out'"],
    ["SELECT * FROM read_csv('FOLDER/secret.csv')"],
    ["SELECT * FROM 'FOLDER/secret.csv'"],
    ["SELECT * FROM read_text('/etc/hostname')"],
    ["SELECT * FROM read_text('FOLDER/data/../secret.csv')"],
    ["SELECT * FROM glob('/*')"],
    ["SELECT * FROM read_parquet('https://example.com/a.parquet')"],
    [''],
    ['no SQL at all'],
  ])('refuses what is not a question about the catalogue: %s', async (statement) => {
    const { folder, catalogue } = await prepared();
    writeFileSync(join(folder, 'secret.csv'), 'password\nhunter2\n');
    const before = readdirSync(folder, { recursive: true }).sort();
    const asked = collect(catalogue.sql(statement.replaceAll('FOLDER', folder)));
    await expect(asked).rejects.toMatchObject({ name: 'InvalidOptionsError', code: expect.stringMatching(/^SQL_/) });
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
    expect(await collect(catalogue.query({ kind: 'trade', instrumentId }))).toHaveLength(2);
  });

  test('gives rows one by one, and may be left early', async () => {
    const catalogue = await testCatalogue();
    await catalogue.ingest(Array.from({ length: 10_000 }, (_, index) => trade(startMs + index, String(index))));
    let seen = 0;
    for await (const { id } of catalogue.sql('SELECT id FROM trades ORDER BY time_ms')) {
      expect(id).toBe(String(seen));
      if (++seen === 5_000) break;
    }
    expect(seen).toBe(5_000);
  });
});
