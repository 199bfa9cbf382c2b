import { from, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../market/quote';
import type { Trade } from '../market/trade';
import type { FeatureEvent } from './feature';
import { featureEngine } from './feature-engine';
import { featureValue } from './feature-frame';

const instrumentId = 'demo:BTC/USDT';
const quote = (timeMs: number, bid: number, ask: number, bidQuantity = 1, askQuantity = 1): Quote => ({
  type: 'quote',
  instrumentId,
  timeMs,
  bid,
  bidQuantity,
  ask,
  askQuantity,
});
const trade = (timeMs: number, price: number, quantity: number, side?: 'buy' | 'sell'): Trade => ({
  type: 'trade',
  instrumentId,
  timeMs,
  id: String(timeMs),
  price,
  quantity,
  side,
});
const codeOf = (act: () => unknown): unknown => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe('featureEngine', () => {
  it('keeps change over the window and change since the last frame apart', () => {
    const { batch } = featureEngine({ features: ['priceChange', 'frameChange'], windowMs: 1_000 });
    const table = batch([quote(0, 99, 101), quote(400, 100, 102), quote(800, 103, 105), trade(900, 104, 1)]);
    expect([...table.values]).toEqual([0, 0, 1, 1, 4, 3, 4, 0]);
    expect([...table.isKnown]).toEqual([1, 0, 1, 1, 1, 1, 1, 1]);
  });

  it('splits trades over buckets and means the last of them', () => {
    const { start } = featureEngine({ features: [{ name: 'vpin', bucketQuantity: 4, buckets: 2 }] });
    const running = start();
    const values = [trade(0, 10, 3, 'buy'), trade(1, 10, 3, 'sell'), trade(2, 10, 100), trade(3, 10, 2, 'sell')].map(
      (event) => featureValue(running.next(event), 'vpin'),
    );
    // Buckets |3 − 1| / 4 and |0 − 4| / 4; the trade without a side fills none.
    expect(values).toEqual([undefined, undefined, undefined, 0.75]);
    expect(featureValue(running.next(trade(4, 10, 4e9, 'buy')), 'vpin')).toBe(1);
  });

  it('annualises by the periods that are given, and by nothing else', () => {
    const bar = { type: 'bar', instrumentId, timeMs: 0, open: 1, high: Math.E, low: 1, close: 2, volume: 1 } as const;
    const plain = featureEngine({ features: ['parkinsonVolatility'] }).batch([bar]).values[0];
    const annual = featureEngine({ features: [{ name: 'parkinsonVolatility', periodsPerYear: 365 }] });
    expect(plain).toBeCloseTo(1 / Math.sqrt(4 * Math.LN2), 14);
    expect(annual.batch([bar]).values[0]).toBeCloseTo(Math.sqrt(365 / (4 * Math.LN2)), 12);
  });

  it('has the same values in its three forms, and each subscription starts afresh', async () => {
    const engine = featureEngine({ features: ['mid', 'realizedVolatility', 'frameChangeRate'] });
    const events = [quote(0, 99, 101), quote(100, 100, 102), quote(200, 98, 100), quote(650, 99, 101)];
    const table = engine.batch(events);
    const running = engine.start();
    const streamed = events.flatMap((event) => [...running.next(event).values]);
    const frames$ = from(events).pipe(engine.operator(), toArray());
    for (const frames of [await lastValueFrom(frames$), await lastValueFrom(frames$)]) {
      expect(frames.flatMap(({ values }) => [...values])).toEqual([...table.values]);
      expect(frames.map(({ timeMs }) => timeMs)).toEqual([...table.timeMs]);
    }
    expect(streamed).toEqual([...table.values]);
  });

  it('keeps instruments apart', () => {
    const other = { ...quote(1, 9, 11), instrumentId: 'demo:ETH/USDT' };
    const engine = featureEngine({ features: ['priceChange'] });
    const table = engine.batch([quote(0, 99, 101), other, quote(2, 100, 102)]);
    expect([...table.values]).toEqual([0, 0, 1]);
    expect(table.instrumentIds).toEqual([instrumentId, 'demo:ETH/USDT', instrumentId]);
  });

  it('takes a definition of your own', () => {
    const count = {
      name: 'count',
      parameters: { from: 10 },
      start: () => ({
        events: 10,
        value() {
          return this.events++;
        },
      }),
    };
    expect([...featureEngine({ features: [count] }).batch([quote(0, 1, 2), quote(1, 1, 2)]).values]).toEqual([10, 11]);
  });

  it('gives a schema a hash of names, order, parameters and window', () => {
    const hash = (options: Parameters<typeof featureEngine>[0]) => featureEngine(options).schemaHash;
    const vpin = (buckets: number) => ({ name: 'vpin', bucketQuantity: 1, buckets }) as const;
    const all = [
      hash({ features: ['mid', 'spread'] }),
      hash({ features: ['spread', 'mid'] }),
      hash({ features: ['mid', 'spread'], windowMs: 200 }),
      hash({ features: [vpin(5)] }),
      hash({ features: [vpin(6)] }),
    ];
    expect(new Set(all).size).toBe(5);
    expect(all[0]).toBe(hash({ features: ['mid', 'spread'], windowMs: 500 }));
    expect(all[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses what it cannot use and goes on as if it had not come', () => {
    const engine = featureEngine({ features: ['mid', 'priceChange'] });
    const running = engine.start();
    running.next(quote(100, 99, 101));
    const bad: [FeatureEvent, string][] = [
      [quote(99, 99, 101), 'OUT_OF_ORDER'],
      [quote(Number.NaN, 99, 101), 'NOT_FINITE'],
      [quote(101, Number.NaN, 101), 'NOT_POSITIVE'],
      [quote(101, 99, 101, -1), 'NEGATIVE_QUANTITY'],
      [trade(101, 99, 0), 'NOT_POSITIVE'],
      [{ ...quote(101, 1, 2), type: 'funding-rate' } as unknown as FeatureEvent, 'UNKNOWN_EVENT'],
      [{ type: 'bar', instrumentId, timeMs: 101, open: 1, high: 0.5, low: 0.5, close: 1, volume: 1 }, 'OUTSIDE_RANGE'],
    ];
    for (const [event, code] of bad) expect(codeOf(() => running.next(event))).toBe(code);
    expect([...running.next(quote(101, 100, 102)).values]).toEqual([101, 1]);
  });

  it('refuses wrong options', () => {
    expect(codeOf(() => featureEngine({ features: ['Mid' as 'mid'] }))).toBe('UNKNOWN_FEATURE');
    const wrong = [
      { features: [] },
      { features: ['mid', 'mid'] },
      { features: ['mid'], windowMs: 0 },
      { features: ['mid'], window: 5 },
      { features: [{ name: 'vpin', bucketQuantity: 1 }] },
      { features: [{ name: 'vpin', bucketQuantity: Number.NaN, buckets: 2 }] },
      { features: [{ name: 'own', start: () => ({}) }] },
    ];
    for (const options of wrong) expect(codeOf(() => featureEngine(options as never))).toBe('INVALID_OPTIONS');
    const frame = featureEngine({ features: ['mid'] })
      .start()
      .next(quote(0, 1, 2));
    expect(codeOf(() => featureValue(frame, 'spread'))).toBe('UNKNOWN_FEATURE');
  });
});
