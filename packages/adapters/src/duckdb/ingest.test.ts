import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { MarketData } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
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

const dayMs = 86_400_000;

/** Every file of a folder with its content, and when it was written. */
const stateOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, `${statSync(join(folder, name)).mtimeMs} ${readFileSync(join(folder, name), 'base64')}`]),
  );

const everything: readonly MarketData[] = [
  trade(startMs, '1'),
  trade(startMs, '', { price: 101 }),
  trade(startMs, '', { price: 101 }),
  quote(startMs),
  quote(startMs),
  quote(startMs, { bid: 98 }),
  bar(startMs + 60_000),
  funding(startMs),
  snapshot(startMs),
  delta(startMs),
  delta(startMs),
  delta(startMs + 1, { updateId: '9' }),
];

describe('an ingest', () => {
  test('of what is there already changes no byte', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue(folder);
    await catalogue.ingest(everything, { timeframe: '1m' });
    const before = stateOf(folder);
    const again = await catalogue.ingest(everything, { timeframe: '1m' });
    expect([again.added, again.generation]).toEqual([0, 1]);
    expect(again.datasets.map(({ known }) => known)).toEqual([3, 3, 1, 1, 4]);
    expect(stateOf(folder)).toEqual(before);
  });

  test('takes equal rows with an id once, and equal rows without one as often as they come', async () => {
    const catalogue = await testCatalogue();
    const twice = [
      trade(startMs, '1'),
      trade(startMs, '1'),
      trade(startMs, ''),
      trade(startMs, ''),
      bar(startMs),
      bar(startMs),
    ];
    const result = await catalogue.ingest(twice, { timeframe: '1m' });
    expect(result.datasets.map(({ added, duplicates }) => [added, duplicates])).toEqual([
      [3, 1],
      [1, 1],
    ]);
    expect((await catalogue.report()).datasets.map(({ kind, duplicates }) => [kind, duplicates])).toEqual([
      ['bar', 1],
      ['trade', 1],
    ]);
  });

  test('sorts what came out of order, and keeps the order within a moment', async () => {
    const catalogue = await testCatalogue();
    const events = [quote(startMs + 2), quote(startMs, { bid: 1 }), quote(startMs, { bid: 2 }), quote(startMs + 1)];
    const { datasets } = await catalogue.ingest(events);
    expect(datasets[0]?.outOfOrder).toBe(1);
    const bids = (await collect(catalogue.query({ kind: 'quote', instrumentId }))).map(({ timeMs, bid }) => [
      timeMs - startMs,
      bid,
    ]);
    expect(bids).toEqual([
      [0, 1],
      [0, 2],
      [1, 99],
      [2, 99],
    ]);
  });

  test('of overlapping parts gives what one ingest of all gives, in any order of parts', async () => {
    const all = Array.from({ length: 60 }, (_, index) =>
      trade(startMs + (Math.floor(index / 4) * dayMs) / 3, String(index), { price: 100 + index }),
    );
    const digests = new Set<string>();
    for (const parts of [
      [[0, 60]],
      [
        [0, 31],
        [29, 60],
      ],
      [
        [29, 60],
        [10, 40],
        [0, 31],
      ],
    ]) {
      const catalogue = await testCatalogue();
      for (const [from, to] of parts as [number, number][]) await catalogue.ingest(all.slice(from, to));
      expect(await collect(catalogue.query({ kind: 'trade', instrumentId }))).toEqual(all);
      digests.add(await catalogue.digest({ kind: 'trade', instrumentId }));
    }
    expect(digests.size).toBe(1);
  });

  test('reads async iterables, and several ingests at once come one after the other', async () => {
    const catalogue = await testCatalogue();
    async function* slowly(from: number) {
      for (let index = from; index < from + 3; index++) {
        await Promise.resolve();
        yield trade(startMs + index, String(index));
      }
    }
    const results = await Promise.all([0, 3, 6].map((from) => catalogue.ingest(slowly(from))));
    expect(results.map(({ generation }) => generation)).toEqual([1, 2, 3]);
    expect(await collect(catalogue.query({ kind: 'trade', instrumentId }))).toHaveLength(9);
  });

  test('tells how far it is', async () => {
    const catalogue = await testCatalogue();
    const said: string[] = [];
    const rows = Array.from({ length: 70_000 }, (_, index) => trade(startMs + index, String(index)));
    await catalogue.ingest(rows, {
      onProgress: (progress) =>
        said.push(progress.phase === 'reading' ? `${progress.rows}` : `${progress.dataset} ${progress.partition}`),
    });
    expect(said).toEqual(['65536', '70000', `${instrumentId} trade 2024-01-01`]);
  });

  test('of nothing changes nothing', async () => {
    const catalogue = await testCatalogue();
    expect(await catalogue.ingest([])).toEqual({ received: 0, added: 0, datasets: [], generation: 0 });
    expect(String(await catalogue.report())).toMatch(/It is empty\.$/);
  });
});

describe('rows that contradict each other', () => {
  const first = [trade(startMs, '1'), trade(startMs + 1, '2')];

  test('end the ingest, and are named', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue(folder);
    await catalogue.ingest(first, { source: 'first.csv' });
    const before = stateOf(folder);
    const second = [
      trade(startMs + 5, '5'),
      trade(startMs, '1', { price: 99, side: undefined }),
      trade(startMs + 3, '2'),
    ];
    await expect(catalogue.ingest(second, { source: 'second.csv' })).rejects.toMatchObject({
      name: 'DataError',
      code: 'CONFLICTING_ROWS',
      message: expect.stringMatching(
        /^second\.csv: 2 rows of demo:BTC\/USDT trade differ.*2024-01-01T00:00:00\.000Z.*price was 100, then 99; side was "buy", then null/,
      ),
      context: { count: 2, source: 'second.csv', kind: 'trade', instrumentId },
    });
    expect(stateOf(folder)).toEqual(before);
  });

  test.each([
    ['a bar', bar(startMs), bar(startMs, { close: 104 })],
    ['a quote', quote(startMs), quote(startMs, { ask: 102 })],
    ['a rate', funding(startMs), funding(startMs, { rate: 0 })],
    ['a price that is known', funding(startMs, { markPrice: 7 }), funding(startMs)],
    ['a book', delta(startMs, { updateId: '7' }), delta(startMs, { updateId: '7', bids: [99, 1] })],
    ['a trade of another time', trade(startMs, '7'), trade(startMs + 1, '7')],
  ])('are found: %s, stored or within one ingest', async (_, one, other) => {
    const options = { timeframe: '1m' } as const;
    const catalogue = await testCatalogue();
    await catalogue.ingest([one], options);
    await expect(catalogue.ingest([other], options)).rejects.toMatchObject({ code: 'CONFLICTING_ROWS' });
    if (one.type === 'quote') return;
    await expect((await testCatalogue()).ingest([one, other], options)).rejects.toMatchObject({
      code: 'CONFLICTING_ROWS',
    });
  });

  test('are settled as asked', async () => {
    const catalogue = await testCatalogue();
    await catalogue.ingest(first);
    const second = [trade(startMs, '1', { price: 99 }), trade(startMs + 2, '3')];
    const kept = await catalogue.ingest(second, { conflicts: 'keep-stored' });
    expect([kept.added, kept.datasets[0]?.conflicting]).toEqual([1, 1]);
    const prices = async () =>
      (await collect(catalogue.query({ kind: 'trade', instrumentId }))).map(({ price }) => price);
    expect(await prices()).toEqual([100, 100, 100]);
    const taken = await catalogue.ingest(second, { conflicts: 'take-new' });
    expect([taken.added, taken.datasets[0]?.conflicting]).toEqual([0, 1]);
    expect(await prices()).toEqual([99, 100, 100]);
    expect((await catalogue.ingest(second, { conflicts: 'take-new' })).generation).toBe(taken.generation);
  });
});

describe('bad rows', () => {
  test.each([
    ['NOT_FINITE', 'close', bar(startMs, { close: Number.NaN })],
    ['HIGH_BELOW_LOW', 'high', bar(startMs, { high: 80 })],
    ['NOT_POSITIVE', 'price', trade(startMs, '1', { price: 0 })],
    ['NOT_POSITIVE', 'quantity', trade(startMs, '1', { quantity: -1 })],
    ['INVALID_FIELD', 'id', trade(startMs, 1 as never)],
    ['INVALID_FIELD', 'id', trade(startMs, 'a\u0000b')],
    ['INVALID_FIELD', 'id', trade(startMs, '\ud800')],
    ['INVALID_FIELD', 'side', trade(startMs, '1', { side: 'up' as never })],
    ['TIME_OUT_OF_RANGE', 'timeMs', trade(-1, '1')],
    ['NOT_FINITE', 'timeMs', trade(Number.POSITIVE_INFINITY, '1')],
    ['INVALID_FIELD', 'instrumentId', trade(startMs, '1', { instrumentId: '' })],
    ['NOT_POSITIVE', 'bid', quote(startMs, { bid: 0 })],
    ['NEGATIVE_QUANTITY', 'askQuantity', quote(startMs, { askQuantity: -1 })],
    ['NOT_FINITE', 'rate', funding(startMs, { rate: Number.NaN })],
    ['INVALID_FIELD', 'markPrice', funding(startMs, { markPrice: '7' as never })],
    ['INVALID_FIELD', 'bids', delta(startMs, { bids: [1] })],
    ['NOT_FINITE', 'quantity 0 of asks', delta(startMs, { asks: [1, Number.NaN] })],
    ['NOT_POSITIVE', 'price 1 of bids', snapshot(startMs, { bids: [1, 1, -1, 1] })],
    ['INVALID_FIELD', 'updateId', delta(startMs, { updateId: 7 as never })],
    ['INVALID_FIELD', 'type', { ...bar(startMs), type: 'candle' } as never],
    ['INVALID_FIELD', 'event', null as never],
  ])('end the ingest: %s of %s', async (code, field, event) => {
    const catalogue = await testCatalogue();
    const events = [trade(startMs, 'good'), event];
    await expect(catalogue.ingest(events, { timeframe: '1m', source: 'a.csv' })).rejects.toMatchObject({
      name: 'DataError',
      code,
      message: expect.stringMatching(/^a\.csv, event 1: /),
      context: { field, index: 1 },
    });
    expect(await catalogue.datasets()).toEqual([]);
  });

  test('that a table can hold are kept when that is asked, and seen by the report', async () => {
    const catalogue = await testCatalogue();
    const events = [bar(startMs, { high: 80 }), trade(startMs, '1', { price: -5 }), quote(startMs, { bid: 200 })];
    await catalogue.ingest(events, { timeframe: '1m', faults: 'keep' });
    const report = await catalogue.report();
    expect(report.isSound).toBe(false);
    expect(report.datasets.map(({ violations }) => violations)).toEqual([1, 1, 1]);
    await expect(catalogue.series({ instrumentId })).rejects.toMatchObject({
      name: 'DataError',
      code: 'HIGH_BELOW_LOW',
    });
    await expect(
      catalogue.ingest([bar(startMs + 1, { high: Number.NaN })], { timeframe: '1m', faults: 'keep' }),
    ).rejects.toMatchObject({ code: 'NOT_FINITE' });
  });
});

describe('an ingest that dies', () => {
  const stored = [trade(startMs, '1'), trade(startMs + dayMs, '2')];
  const next = [trade(startMs + 1, '3'), trade(startMs + dayMs, '4'), trade(startMs + 5 * dayMs, '5')];

  const prepared = async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue(folder);
    await catalogue.ingest(stored);
    return { folder, catalogue, before: stateOf(folder) };
  };

  test('while reading leaves what was', async () => {
    const { folder, catalogue, before } = await prepared();
    function* broken() {
      yield* next;
      throw new Error('the connection broke');
    }
    await expect(catalogue.ingest(broken())).rejects.toThrow('the connection broke');
    expect(stateOf(folder)).toEqual(before);
    expect((await catalogue.ingest(next)).added).toBe(3);
  });

  test('of a stored file that is damaged names it and changes nothing', async () => {
    const { folder, catalogue } = await prepared();
    const [file] = Object.keys(stateOf(folder)).filter((name) => name.endsWith('2024-01-01-1.parquet'));
    writeFileSync(join(folder, file!), 'PAR1 and nothing more');
    const before = stateOf(folder);
    await expect(catalogue.ingest(next)).rejects.toMatchObject({
      name: 'DataError',
      code: 'MERGE_FAILED',
      context: { stored: join(folder, file!) },
    });
    expect(stateOf(folder)).toEqual(before);
  });

  test('because another one was not kept out says so, and loses nothing of either', async () => {
    const { folder, catalogue } = await prepared();
    const other = await testCatalogue(folder);
    async function* slow() {
      yield* next;
      // Somebody removes the lock by hand, and another process ingests in the meantime.
      rmSync(join(folder, 'catalogue.lock'), { recursive: true });
      await other.ingest([trade(startMs + 9, '9')]);
    }
    await expect(catalogue.ingest(slow())).rejects.toMatchObject({ code: 'CATALOGUE_CHANGED', isRetryable: true });
    expect((await catalogue.ingest(next)).added).toBe(3);
    expect(await collect(catalogue.query({ kind: 'trade', instrumentId }))).toHaveLength(6);
  });

  test('before its manifest is in place leaves what was, and the next one clears up', async () => {
    const { folder, catalogue, before } = await prepared();
    // The manifest is written beside its place first; there is a folder then.
    const onProgress = () => mkdirSync(join(folder, 'manifest.json.new'), { recursive: true });
    await expect(catalogue.ingest(next, { onProgress })).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await collect(catalogue.query({ kind: 'trade', instrumentId }))).toEqual(stored);
    expect(Object.keys(stateOf(folder)).length).toBeGreaterThan(Object.keys(before).length);
    const result = await catalogue.ingest([trade(startMs, '1')]);
    expect([result.added, result.generation]).toEqual([0, 1]);
    expect(stateOf(folder)).toEqual(before);
  });

  test('leaves a lock, which the next process takes over, and one of a living process it respects', async () => {
    const { folder, catalogue } = await prepared();
    const lock = join(folder, 'catalogue.lock');
    const write = (owner: string): void => {
      mkdirSync(lock);
      writeFileSync(join(lock, 'owner'), owner);
    };
    // No process has this id: Linux ends at 2^22, others below 2^31.
    const dead = `2147483646\n${hostname()}\n`;
    mkdirSync(`${lock}.2147483646-1`);
    write(dead);
    expect((await catalogue.ingest(next)).added).toBe(3);
    // A lock without a word is what a loss of power leaves.
    write('');
    expect((await catalogue.ingest(next)).added).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['data', 'manifest.json']);
    for (const owner of [`${process.pid}\n${hostname()}\n`, '2147483646\nanother-machine\n']) {
      write(owner);
      await expect(catalogue.ingest(next)).rejects.toMatchObject({ code: 'CATALOGUE_LOCKED', isRetryable: true });
      expect(readFileSync(join(lock, 'owner'), 'utf8')).toBe(owner);
      rmSync(lock, { recursive: true });
    }
  });
});
