import fc from 'fast-check';
import { from, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { listingsWatcher, type MarketList } from './listings-watcher';

const list = (timeMs: number, markets: Record<string, boolean>, venue = 'demo'): MarketList => ({
  venue,
  timeMs,
  markets: Object.entries(markets).map(([symbol, isTrading]) => ({ instrumentId: `${venue}:${symbol}`, isTrading })),
});
const texts = (lists: readonly MarketList[], confirmations: number) =>
  listingsWatcher
    .batch(lists, { confirmations })
    .map(({ timeMs, code, instrumentId }) => `${timeMs} ${code} ${instrumentId}`);

describe('listingsWatcher', () => {
  it('says what is new, gone, halted and resumed, venue by venue, each once', () => {
    const lists = [
      list(0, { A: true, B: true }),
      list(1, { X: true }, 'other'),
      list(2, { C: true, B: false, A: true }),
      list(3, { C: true, B: false, A: true }),
      list(4, { B: true, C: true }),
      list(5, { X: true }, 'other'),
      list(6, { B: true, C: true, A: true }),
    ];
    expect(texts(lists, 1)).toEqual([
      '2 halted demo:B',
      '2 listed demo:C',
      '4 delisted demo:A',
      '4 resumed demo:B',
      '6 listed demo:A',
    ]);
  });

  it('lets an incomplete list pass when two are asked for', () => {
    expect(texts([list(0, { A: true }), list(1, {}), list(2, { A: true }), list(3, {}), list(4, {})], 2)).toEqual([
      '4 delisted demo:A',
    ]);
  });

  it('leads from the first list to the last when its signals are carried out', () => {
    const lists = fc.array(fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.boolean()), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(lists, (states) => {
        const all = states.map((state, timeMs) => list(timeMs, state));
        const market = new Map(
          (all[0] as MarketList).markets.map(({ instrumentId, isTrading }) => [instrumentId, isTrading]),
        );
        const last = all.at(-1) as MarketList;
        for (const { code, instrumentId, timeMs } of listingsWatcher.batch(all, { confirmations: 1 })) {
          const before = market.get(instrumentId);
          if (code === 'listed') expect(before).toBeUndefined();
          if (code === 'delisted') expect(before).toBeDefined();
          if (code === 'halted') expect(before).toBe(true);
          if (code === 'resumed') expect(before).toBe(false);
          const now = all[timeMs]?.markets.find((one) => one.instrumentId === instrumentId);
          if (now === undefined) market.delete(instrumentId);
          else market.set(instrumentId, now.isTrading);
        }
        expect(market).toEqual(new Map(last.markets.map(({ instrumentId, isTrading }) => [instrumentId, isTrading])));
      }),
      profile(200, 5_000),
    );
  });

  it('does not depend on the order of a list', () => {
    const next = list(1, { B: false, D: true, C: true });
    const turned = { ...next, markets: [...next.markets].reverse() };
    const first = list(0, { A: true, B: true });
    expect(texts([first, turned], 1)).toEqual(texts([first, next], 1));
  });

  it('is an operator, and refuses a list that is twice or late', async () => {
    const lists = [list(0, { A: true }), list(1, { A: true, B: true })];
    const signals = await lastValueFrom(from(lists).pipe(listingsWatcher({}), toArray()));
    expect(signals).toEqual(listingsWatcher.batch(lists, {}));
    expect(signals).toEqual([
      {
        type: 'listing',
        code: 'listed',
        instrumentId: 'demo:B',
        timeMs: 1,
        value: 1,
        confidence: 1,
        evidence: { venue: 'demo' },
      },
    ]);
    const running = listingsWatcher.start({});
    running.next(list(5, { A: true }));
    expect(() => running.next(list(4, {}))).toThrow(/time 4 came after 5/);
    const twice = { instrumentId: 'demo:B', isTrading: true };
    expect(() => running.next({ venue: 'demo', timeMs: 6, markets: [twice, twice] })).toThrow(/instrument twice/);
    expect(running.next(list(6, { A: true, C: true })).map(({ code }) => code)).toEqual(['listed']);
  });
});
