import { from, lastValueFrom, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { bar, barsFromCloses } from '../../testing';
import type { MarketData } from '../market-data';
import { barsOf, quotesOf, tradesOf } from '../of-instrument';
import { only } from '../only';
import { btc, eth, quote, run, trade } from '../stream.test-helper';
import { fromAsyncIterable } from './from-async-iterable';
import { fromBarSeries } from './from-bar-series';
import { fromIterable } from './from-iterable';

const data: MarketData[] = [
  trade(1, 10),
  quote(2, 9, 11),
  trade(3, 20, { instrumentId: eth }),
  bar({ timeMs: 4, close: 30 }),
  quote(5, 1, 2, { instrumentId: eth }),
];

describe('only', () => {
  it('lets the named types through', () => {
    expect(run(data, only('trade')).values).toEqual([data[0], data[2]]);
    expect(run(data, only('bar', 'quote')).values).toEqual([data[1], data[3], data[4]]);
  });
});

describe('barsOf, tradesOf, quotesOf', () => {
  it('select by type and instrument', async () => {
    const source = from(data);
    expect(await lastValueFrom(tradesOf(source, eth).pipe(toArray()))).toEqual([data[2]]);
    expect(await lastValueFrom(quotesOf(source, btc).pipe(toArray()))).toEqual([data[1]]);
    expect(await lastValueFrom(barsOf(source, btc).pipe(toArray()))).toEqual([data[3]]);
    expect(await lastValueFrom(barsOf(source, eth).pipe(toArray()))).toEqual([]);
  });
});

describe('fromIterable', () => {
  it('stops the iterator when it is unsubscribed, and begins anew for each subscriber', () => {
    let closed = 0;
    function* endless() {
      try {
        for (let count = 0; ; count++) yield count;
      } finally {
        closed += 1;
      }
    }
    const source = fromIterable({ [Symbol.iterator]: endless });
    for (let times = 1; times <= 2; times++) {
      const seen: number[] = [];
      source.pipe(take(3)).subscribe((value) => seen.push(value));
      expect([seen, closed]).toEqual([[0, 1, 2], times]);
    }
  });

  it('errors with what the iterable throws', () => {
    function* broken() {
      yield 1;
      throw new Error('torn file');
    }
    expect(run([], () => fromIterable(broken()))).toMatchObject({ values: [1], error: new Error('torn file') });
  });
});

describe('fromAsyncIterable', () => {
  /** Yields its values and then waits for good. */
  const waiting = (...values: number[]) => {
    const state = { asked: 0, closed: 0 };
    const iterator: AsyncIterableIterator<number> = {
      [Symbol.asyncIterator]: () => iterator,
      next: () => {
        const value = values[state.asked];
        state.asked += 1;
        return value === undefined ? new Promise(() => {}) : Promise.resolve({ done: false, value });
      },
      return: () => {
        state.closed += 1;
        return Promise.resolve({ done: true, value: undefined });
      },
    };
    return { iterator, state };
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, 2));

  it('closes the iterable at once, also while a value is awaited', async () => {
    const { iterator, state } = waiting(1, 2);
    const seen: number[] = [];
    const subscription = fromAsyncIterable(iterator).subscribe((value) => seen.push(value));
    await settle();
    expect([seen, state]).toEqual([[1, 2], { asked: 3, closed: 0 }]);
    subscription.unsubscribe();
    expect(state.closed).toBe(1);
  });

  it('asks for no more than is taken', async () => {
    const { iterator, state } = waiting(1, 2, 3, 4);
    fromAsyncIterable(iterator).pipe(take(2)).subscribe();
    await settle();
    expect(state).toEqual({ asked: 2, closed: 1 });
  });

  it('completes, and errors with what the iterable throws', async () => {
    async function* broken() {
      yield 1;
      throw new Error('cut');
    }
    await expect(lastValueFrom(fromAsyncIterable(broken()))).rejects.toThrow('cut');
    async function* whole() {
      yield 1;
      yield 2;
    }
    expect(await lastValueFrom(fromAsyncIterable(whole()).pipe(toArray()))).toEqual([1, 2]);
  });
});

describe('fromBarSeries', () => {
  it('merges several series by time, again for each subscriber', async () => {
    const source = fromBarSeries([
      barsFromCloses([1, 2], { timeframeMs: 120_000 }),
      barsFromCloses([3, 4, 5], { instrumentId: eth, timeframeMs: 60_000 }),
    ]);
    for (let times = 0; times < 2; times++) {
      const bars = await lastValueFrom(source.pipe(toArray()));
      expect(bars.map(({ close }) => close)).toEqual([3, 1, 4, 5, 2]);
    }
  });
});
