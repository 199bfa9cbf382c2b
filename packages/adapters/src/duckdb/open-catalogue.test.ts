import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { marketDigest, simulatedMarket } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import { openCatalogue } from '.';
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

const minute = 60_000;

describe('a catalogue', () => {
  test('gives back every kind as it came, in time order', async () => {
    const catalogue = await testCatalogue();
    const quotes = [quote(startMs), quote(startMs, { bid: 98 }), quote(startMs + 0.25)];
    const trades = [trade(startMs, '9007199254740993'), trade(startMs, '9007199254740994', { side: undefined })];
    const fundings = [funding(startMs), funding(startMs + 7, { rate: -0.0003, markPrice: 99.5 })];
    const books = [
      snapshot(startMs, { updateId: '7', bidsKnownTo: 98, asksKnownTo: 101 }),
      delta(startMs + 1, { updateId: '8' }),
      delta(startMs + 1),
      snapshot(startMs + 2, { bids: [] }),
    ];
    const bars = [bar(startMs + minute), bar(startMs + 2 * minute)];
    const result = await catalogue.ingest([...quotes, ...bars, ...trades, ...books, ...fundings], { timeframe: '1m' });
    expect([result.received, result.added, result.datasets.length, result.generation]).toEqual([13, 13, 5, 1]);
    expect(await collect(catalogue.query({ kind: 'quote', instrumentId }))).toEqual(quotes);
    expect(await collect(catalogue.query({ kind: 'trade', instrumentId }))).toEqual(trades);
    expect(await collect(catalogue.query({ kind: 'funding-rate', instrumentId }))).toEqual(fundings);
    expect(await collect(catalogue.query({ kind: 'order-book', instrumentId }))).toEqual(books);
    expect(await collect(catalogue.query({ kind: 'bar', instrumentId }))).toEqual(bars);
  });

  test('gives bars as the series that came, with the digest that runs show', async () => {
    const catalogue = await testCatalogue();
    const [series] = simulatedMarket({ seed: 7, instruments: [instrumentId], timeframe: '5m', bars: 20_000 });
    await catalogue.ingest(series!);
    const back = await catalogue.series({ instrumentId });
    expect(back).toEqual({ ...series, source: back.source });
    expect(back.isSimulated).toBe(true);
    expect(await catalogue.digest({ kind: 'bar', instrumentId })).toBe(marketDigest([series!]));
    expect((await catalogue.datasets())[0]).toMatchObject({
      kind: 'bar',
      timeframeMs: 300_000,
      rows: 20_000,
      files: 3,
    });
  });

  test('answers for a range, from its first moment up to its last one exclusive', async () => {
    const catalogue = await testCatalogue();
    const days = Array.from({ length: 40 }, (_, day) => trade(startMs + day * 86_400_000, String(day)));
    await catalogue.ingest(days);
    const range = { fromMs: startMs + 2 * 86_400_000, toMs: startMs + 35 * 86_400_000 };
    expect(await collect(catalogue.query({ kind: 'trade', instrumentId, ...range }))).toEqual(days.slice(2, 35));
    expect(
      await collect(catalogue.query({ kind: 'trade', instrumentId, fromMs: startMs + 1, toMs: startMs + 2 })),
    ).toEqual([]);
  });

  test('is read again from its folder, by whoever opens it next', async () => {
    const folder = testFolder();
    const first = await openCatalogue(folder);
    await first.ingest([trade(startMs, '1')]);
    await first.close();
    const second = await testCatalogue(folder);
    expect(await collect(second.query({ kind: 'trade', instrumentId }))).toEqual([trade(startMs, '1')]);
    await expect(first.datasets()).resolves.toHaveLength(1);
    await expect(collect(first.query({ kind: 'trade', instrumentId }))).rejects.toMatchObject({
      code: 'CATALOGUE_CLOSED',
    });
  });

  test('keeps bars of several lengths apart, and asks which one is meant', async () => {
    const catalogue = await testCatalogue();
    await catalogue.ingest([bar(startMs + minute)], { timeframe: '1m' });
    await catalogue.ingest([bar(startMs + 5 * minute)], { timeframe: '5m' });
    await expect(catalogue.series({ instrumentId })).rejects.toMatchObject({
      code: 'AMBIGUOUS_TIMEFRAME',
      message: /'1m', '5m'/,
    });
    expect((await catalogue.series({ instrumentId, timeframe: '5m' })).timeframeMs).toBe(5 * minute);
    await expect(catalogue.series({ instrumentId, timeframe: '1h' })).rejects.toMatchObject({
      code: 'NOT_IN_CATALOGUE',
    });
  });

  test('refuses what it cannot answer, and says what is wrong', async () => {
    const catalogue = await testCatalogue();
    await expect(openCatalogue('')).rejects.toMatchObject({ code: 'INVALID_PATH' });
    await expect(openCatalogue('x', { memoryMiB: 1 })).rejects.toMatchObject({ name: 'InvalidOptionsError' });
    await expect(catalogue.ingest([bar(startMs)])).rejects.toMatchObject({ code: 'MISSING_TIMEFRAME' });
    const [series] = simulatedMarket({ seed: 7, instruments: [instrumentId], timeframe: '1h', bars: 2 });
    const halves = { ...series!, timeframeMs: 0.5 };
    await expect(catalogue.ingest(halves)).rejects.toMatchObject({ code: 'INVALID_TIMEFRAME' });
    await expect(catalogue.ingest(series!, { timeframe: '1m' })).rejects.toMatchObject({ code: 'TIMEFRAME_MISMATCH' });
    await expect(catalogue.ingest(7 as never)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(catalogue.ingest({} as never)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(catalogue.digest({ kind: 'trade', instrumentId })).rejects.toMatchObject({ code: 'NOT_IN_CATALOGUE' });
    expect(() => catalogue.query({ kind: 'candle' as never, instrumentId })).toThrow(/kind was "candle"/);
    expect(() => catalogue.query({ kind: 'trade', instrumentId, timeframe: '1m' })).toThrow(/belongs to bars/);
    expect(() => catalogue.query({ kind: 'trade', instrumentId, fromMs: 2, toMs: 1 })).toThrow(/not after/);
  });

  test('refuses a folder whose manifest is broken or newer', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'manifest.json'), '{"format":');
    await expect(openCatalogue(folder)).rejects.toMatchObject({ code: 'CATALOGUE_INVALID', message: /not JSON/ });
    writeFileSync(join(folder, 'manifest.json'), '{"format":"sigmax-catalogue","version":2}');
    await expect(openCatalogue(folder)).rejects.toMatchObject({ message: /version was 2/ });
    writeFileSync(
      join(folder, 'manifest.json'),
      '{"format":"sigmax-catalogue","version":1,"generation":-1,"datasets":[]}',
    );
    await expect(openCatalogue(folder)).rejects.toMatchObject({ message: /generation/ });
  });

  test('keeps made-up prices and real ones apart', async () => {
    const catalogue = await testCatalogue();
    const [series] = simulatedMarket({ seed: 7, instruments: [instrumentId], timeframe: '1h', bars: 10 });
    await catalogue.ingest(series!);
    const real = { ...series!, isSimulated: false };
    await expect(catalogue.ingest(real)).rejects.toMatchObject({ code: 'MIXED_ORIGIN' });
  });

  test('reads its own files and not those of a neighbour that a pattern would find', async () => {
    const folder = testFolder();
    const names = ['c*', 'cd', 'c[d]', 'c?', 'c\\d', "]{a,b}**~'"];
    const catalogues = await Promise.all(names.map((name) => testCatalogue(join(folder, name))));
    for (const [index, one] of catalogues.entries()) await one.ingest([trade(startMs, String(index))]);
    for (const [index, one] of catalogues.entries()) {
      const expected = trade(startMs, String(index));
      expect(await collect(one.query({ kind: 'trade', instrumentId }))).toEqual([expected]);
      expect(await collect(one.sql('SELECT id FROM trades'))).toEqual([{ id: expected.id }]);
      expect((await one.report()).rows).toBe(1);
      expect(await one.exportTo(join(folder, 'out*'), { kind: 'trade', instrumentId }, { format: 'parquet' })).toBe(1);
      await one.ingest([trade(startMs, 'more')]);
      expect((await one.datasets())[0]?.rows).toBe(2);
    }
  });

  test('may be left in the middle of a stream, and closed there', async () => {
    const folder = testFolder();
    const catalogue = await openCatalogue(folder, { memoryMiB: 64 });
    const trades = Array.from({ length: 300_000 }, (_, index) => trade(startMs + index, String(index)));
    await catalogue.ingest(trades);
    for await (const { id } of catalogue.query({ kind: 'trade', instrumentId })) if (id === '5000') break;
    const reader = catalogue.query({ kind: 'trade', instrumentId })[Symbol.asyncIterator]();
    expect((await reader.next()).value).toEqual(trades[0]);
    const rest = (async () => {
      let count = 1;
      while ((await reader.next()).done !== true) count++;
      return count;
    })();
    await Promise.all([catalogue.close(), catalogue.close()]);
    // What streams at that time ends in its own time.
    expect(await rest).toBe(300_000);
  });

  test('removes files that a later ingest replaced, and leaves those that a reader still needs', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue(folder);
    const files = () =>
      readdirSync(join(folder, 'data'), { recursive: true }).filter((name) => String(name).endsWith('.parquet'));
    await catalogue.ingest([trade(startMs, '1'), trade(startMs + 86_400_000, '2')]);
    const reader = catalogue.query({ kind: 'trade', instrumentId })[Symbol.asyncIterator]();
    expect((await reader.next()).value).toEqual(trade(startMs, '1'));
    await catalogue.ingest([trade(startMs + 86_400_000, '3')]);
    expect(files()).toHaveLength(3);
    // The reader sees what there was when it began.
    expect((await reader.next()).value).toEqual(trade(startMs + 86_400_000, '2'));
    expect((await reader.next()).done).toBe(true);
    await catalogue.ingest([trade(startMs, '4')]);
    expect(files()).toHaveLength(2);
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({ generation: 3 });
  });
});
