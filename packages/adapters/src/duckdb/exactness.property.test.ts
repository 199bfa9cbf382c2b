import type { MarketData } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import {
  bar,
  collect,
  funding,
  instrumentId,
  quote,
  snapshot,
  startMs,
  testCatalogue,
  testFolder,
  trade,
} from './catalogue.test-helper';
import { datasetFolder } from './dataset';
import { marketKinds } from './market-kind';

/** Doubles of every size: −0, the smallest, the largest, and such as need 17 digits. */
const double = fc.double({ noNaN: true, noDefaultInfinity: true });
const edge = fc.constantFrom(0, -0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1 / 3, 2 ** 53 + 2);
const number = fc.oneof(double, edge);
const time = fc
  .oneof(fc.integer({ min: 0, max: 86_400_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map((ms) => startMs + ms);
const levels = fc.array(fc.tuple(number, number), { maxLength: 4 }).map((pairs) => pairs.flat());

const key = (event: MarketData): string => `${event.type} ${event.timeMs}`;

/** Events of every kind with any numbers, one of each kind and moment, so that none contradicts another. */
const events = fc
  .array(
    fc.oneof(
      fc.tuple(time, number, number, number).map(([at, open, high, volume]) => bar(at, { open, high, volume })),
      fc
        .tuple(time, number, number, fc.string({ unit: 'grapheme' }))
        .map(([at, price, quantity, id]) => trade(at, `${at}${id}`, { price, quantity })),
      fc.tuple(time, number, number).map(([at, bid, askQuantity]) => quote(at, { bid, askQuantity })),
      fc.tuple(time, number, number).map(([at, rate, markPrice]) => funding(at, { rate, markPrice })),
      fc
        .tuple(time, levels, levels, number)
        .map(([at, bids, asks, bidsKnownTo]) => snapshot(at, { bids, asks, bidsKnownTo })),
    ),
    { maxLength: 40 },
  )
  .map((all) => [...new Map(all.map((event) => [key(event), event])).values()]);

/** JSON would hide the sign of 0; `toEqual` does not. */
const sorted = (all: readonly MarketData[]): MarketData[] =>
  [...all].sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : a.timeMs - b.timeMs));

describe('what a catalogue keeps', () => {
  test('comes back with the same bits, whatever the numbers, in one ingest or two', async () => {
    const folder = testFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(events, fc.nat(40), async (all, cut) => {
        const catalogue = await testCatalogue(`${folder}/${run++}`);
        const options = { timeframe: '1m', faults: 'keep' } as const;
        await catalogue.ingest(all.slice(0, cut), options);
        await catalogue.ingest(all.slice(cut), options);
        const back: MarketData[] = [];
        for (const { kind } of await catalogue.datasets())
          back.push(...(await collect(catalogue.query({ kind, instrumentId }))));
        expect(sorted(back)).toEqual(sorted(all));
        await catalogue.close();
      }),
      profile(25, 1_000),
    );
  });

  test('keeps both signs of 0 in columns long enough to be packed', async () => {
    const catalogue = await testCatalogue();
    const rates = Array.from({ length: 20_000 }, (_, index) =>
      funding(startMs + index * 3_600_000, { rate: index % 3 === 0 ? -0 : 0 }),
    );
    await catalogue.ingest(rates);
    const back = await collect(catalogue.query({ kind: 'funding-rate', instrumentId }));
    expect(back.every(({ rate }, index) => Object.is(rate, rates[index]?.rate))).toBe(true);
  });
});

const hostile = fc.constantFrom(
  "'; DROP VIEW trades; --",
  '"; DELETE FROM trades; --',
  "x' OR '1'='1",
  '../../../etc/passwd',
  'a/b',
  'a:b',
  '*',
  'a?[b]',
  '$1',
  '{x}',
  '%27',
  '\\',
  "\\'",
  '\n',
  '😀/💥',
  'CON',
  '.',
  ' ',
);
const name = fc.oneof(
  hostile,
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
);
const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);

describe('names', () => {
  test('of any letters reach neither SQL nor the disk as anything but names', async () => {
    const folder = testFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), async (names) => {
        const catalogue = await testCatalogue(`${folder}/it's [a] *path*? ${run++}`);
        const all = names.map((id, index) => trade(startMs + index, id, { instrumentId: id }));
        const storable = all.filter((one) => isStorable(one.instrumentId));
        for (const one of all) {
          const done = catalogue.ingest([one]);
          if (storable.includes(one)) expect((await done).added).toBe(1);
          else await expect(done).rejects.toMatchObject({ code: 'INVALID_FIELD' });
        }
        for (const one of storable) {
          expect(await collect(catalogue.query({ kind: 'trade', instrumentId: one.instrumentId }))).toEqual([one]);
          const rows = await collect(
            catalogue.sql('SELECT id, instrument_id FROM trades WHERE instrument_id = $name', {
              name: one.instrumentId,
            }),
          );
          expect(rows).toEqual([{ id: one.id, instrument_id: one.instrumentId }]);
        }
        const report = await catalogue.report();
        expect([report.rows, report.isSound]).toEqual([storable.length, true]);
        for (const line of String(report).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
        await catalogue.close();
      }),
      profile(12, 500),
    );
  });

  test('that differ have folders that differ, in letters that every disk takes', () => {
    fc.assert(
      fc.property(name, name, fc.constantFrom(...marketKinds), (a, b, kind) => {
        const [first, second] = [a, b].map((id) => datasetFolder({ kind, instrumentId: id }));
        expect(first === second).toBe(a === b);
        expect(first?.toLowerCase() === second?.toLowerCase()).toBe(a === b);
        expect(first).toMatch(/^data\/[a-z-]+\/[A-Za-z0-9-]{16,57}$/);
      }),
      profile(300, 100_000),
    );
  });
});
