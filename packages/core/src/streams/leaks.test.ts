import { NEVER, Observable, type OperatorFunction, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { barsFromCloses } from '../testing';
import { share } from '../testing-profile.test-helper';
import * as streams from '.';
import {
  barsOf,
  bufferBounded,
  conflateBy,
  dropDuplicates,
  fillGaps,
  fromAsyncIterable,
  fromBarSeries,
  fromIterable,
  heikinAshi,
  mergeByTime,
  only,
  quarantine,
  quotesOf,
  rangeBars,
  renkoBars,
  resampleBars,
  retryWithBackoff,
  shareLatest,
  sortWithin,
  tickBars,
  timeBars,
  tradesOf,
  valueBars,
  volumeBars,
  watchStaleness,
} from '.';
import { btc, trade } from './stream.test-helper';
import { virtualClock } from './virtual-clock.test-helper';

const clock = virtualClock();
const random = seededRandom(7);
const project = () => NEVER;

/** Every exported operator on a source that gives two events and never ends. */
const operators: Record<string, OperatorFunction<never, unknown>> = {
  only: only('trade'),
  barsOf: (source) => barsOf(source, btc),
  tradesOf: (source) => tradesOf(source, btc),
  quotesOf: (source) => quotesOf(source, btc),
  timeBars: timeBars({ timeframe: '1m', clock, latenessMs: 5, emptyIntervals: 'flat' }),
  resampleBars: resampleBars({ from: '1m', to: '5m', clock }) as OperatorFunction<never, unknown>,
  tickBars: tickBars({ count: 2 }),
  volumeBars: volumeBars({ volume: 5 }),
  valueBars: valueBars({ value: 5 }),
  rangeBars: rangeBars({ range: 5 }),
  renkoBars: renkoBars({ brick: 5 }),
  heikinAshi: heikinAshi({}),
  mergeByTime: (source) => mergeByTime([source, source, NEVER], { idleAfterMs: 10, clock }),
  fillGaps: fillGaps({ timeframe: '1m', rule: 'flat', maximumBars: 5 }),
  dropDuplicates: dropDuplicates(),
  sortWithin: sortWithin({ windowMs: 1_000, clock }),
  bufferBounded: bufferBounded({ size: 5, policy: 'error' }, project),
  conflateBy: conflateBy(() => '', { project }),
  'conflateBy, clock': conflateBy(() => '', { everyMs: 5, clock }),
  quarantine: quarantine((event) => event, { maximumFailures: 1, outOf: 5 }),
  retryWithBackoff: retryWithBackoff({ clock, random }),
  watchStaleness: watchStaleness({ maxAgeMs: 5, clock, action: 'notify' }),
  shareLatest: shareLatest(),
};

/** Exported functions that are no operators on a live source. */
const others = ['checkMarketData', 'mergeIterablesByTime', 'fromIterable', 'fromAsyncIterable', 'fromBarSeries'];

const count = share(1_000, 10_000);

describe(`${count} subscriptions, one after the other and many at once, leave no source and no timer`, () => {
  it.each(Object.entries(operators))('%s', (name, operator) => {
    let live = 0;
    const source = new Observable<never>((subscriber) => {
      live += 1;
      const isBars = ['resampleBars', 'heikinAshi', 'fillGaps'].includes(name);
      for (const event of isBars ? bars : trades) subscriber.next(event as never);
      return () => {
        live -= 1;
      };
    });
    const piped = source.pipe(operator);
    const errors: unknown[] = [];
    const observer = { error: (error: unknown) => errors.push(error) };
    for (let times = 0; times < count; times++) piped.subscribe(observer).unsubscribe();
    expect([live, clock.pending()]).toEqual([0, 0]);
    const together = Array.from({ length: 100 }, () => piped.subscribe(observer));
    expect(live).toBeGreaterThan(0);
    for (const subscription of together) subscription.unsubscribe();
    expect([live, clock.pending()]).toEqual([0, 0]);
    expect(errors).toEqual([]);
  });

  it('names every operator that is exported', () => {
    const known = [...Object.keys(operators).map((name) => name.replace(/,.*/, '')), ...others];
    expect(Object.keys(streams).filter((name) => !known.includes(name))).toEqual([]);
  });
});

const trades = [trade(1_000, 10), trade(2_000, 11)];
const bars = [...Array(2).keys()].map((index) => ({
  type: 'bar',
  instrumentId: btc,
  timeMs: (index + 1) * 60_000,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
}));

describe(`${count} subscriptions to stored data leave no iterator open`, () => {
  it('fromIterable and fromBarSeries', () => {
    let open = 0;
    const iterable = {
      *[Symbol.iterator]() {
        open += 1;
        try {
          for (;;) yield 1;
        } finally {
          open -= 1;
        }
      },
    };
    for (let times = 0; times < count; times++) fromIterable(iterable).pipe(take(2)).subscribe();
    expect(open).toBe(0);
    const series = barsFromCloses([1, 2, 3]);
    let seen = 0;
    const countOne = () => {
      seen += 1;
    };
    for (let times = 0; times < count; times++) fromBarSeries([series, series]).subscribe(countOne);
    expect(seen).toBe(count * 6);
  });

  it('fromAsyncIterable', async () => {
    let open = 0;
    const iterable = {
      [Symbol.asyncIterator]: () => {
        open += 1;
        return {
          next: () => new Promise<IteratorResult<number>>(() => {}),
          return: () => {
            open -= 1;
            return Promise.resolve({ done: true as const, value: undefined });
          },
        };
      },
    };
    for (let times = 0; times < count; times++) fromAsyncIterable(iterable).subscribe().unsubscribe();
    expect(open).toBe(0);
  });
});
