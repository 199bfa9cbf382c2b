import { describe, expect, it } from 'vitest';
import { bar } from '../../testing';
import type { MarketData } from '../market-data';
import { btc, eth, noticeList, quote, run, trade } from '../stream.test-helper';
import { checkMarketData } from './check-market-data';
import { quarantine } from './quarantine';

/** A stage that throws on what is below 0. */
const positive = (value: number): number => {
  if (value < 0) throw new Error(`bad ${value}`);
  return value * 10;
};

describe('quarantine', () => {
  it('sets aside what a stage throws on, with its error, and lives on', () => {
    const notices = noticeList();
    const { values, isComplete } = run([1, -2, 3], quarantine(positive, { maximumFailures: 5, outOf: 10, notices }));
    expect([values, isComplete]).toEqual([[10, 30], true]);
    expect(notices.list).toEqual([
      { type: 'event-quarantined', operator: 'quarantine', event: -2, error: new Error('bad -2'), count: 1 },
      { type: 'stream-counters', operator: 'quarantine', received: 3, delivered: 2, dropped: 1 },
    ]);
  });

  it.each<[number, number, number[], number]>([
    [0, 10, [1, -1, 1], 1],
    [1, 3, [-1, 1, -1, 1], 1],
    [1, 3, [-1, 1, 1, -1, 1, 1, -1, 1], 5],
    [2, 4, [-1, -1, 1, -1], 1],
    [2, 4, [-1, -1, 1, 1, -1, 1], 3],
    [2, 4, [1, 1, 1, 1, -1, -1, -1], 4],
  ])('allows %i of %i: %j lets %i through', (maximumFailures, outOf, inputs, through) => {
    const { values, error } = run(inputs, quarantine(positive, { maximumFailures, outOf }));
    expect(values).toHaveLength(through);
    // A second way to count: any window with one more than allowed.
    const isTooMany = inputs.some(
      (_, start) => inputs.slice(start, start + outOf).filter((value) => value < 0).length > maximumFailures,
    );
    expect(error !== undefined).toBe(isTooMany);
    if (isTooMany) expect(error).toMatchObject({ code: 'TOO_MANY_FAILURES', cause: new Error('bad -1') });
  });
});

describe('checkMarketData', () => {
  const codesOf = (events: readonly unknown[]) => {
    const check = checkMarketData();
    return events.map((event) => {
      try {
        return check(event as MarketData) === event ? 'good' : 'changed';
      } catch (error) {
        return (error as { code: string }).code;
      }
    });
  };
  const book = (fields: object) => ({
    type: 'order-book-snapshot',
    instrumentId: btc,
    timeMs: 1,
    bids: [],
    asks: [],
    ...fields,
  });
  const funding = { type: 'funding-rate', instrumentId: btc, timeMs: 1, rate: -0.01, settlesAtMs: 5 };

  it.each<[string, unknown, string]>([
    ['a trade', trade(1, 10), 'good'],
    ['a crossed quote', quote(1, 11, 10), 'good'],
    ['a bar', bar({ close: 1 }), 'good'],
    ['a book', book({ bids: [1, 0, 2, 3] }), 'good'],
    ['a funding rate', funding, 'good'],
    ['nothing', undefined, 'UNKNOWN_EVENT'],
    ['null', null, 'UNKNOWN_EVENT'],
    ['another type', { ...trade(1, 1), type: 'news' }, 'UNKNOWN_EVENT'],
    ['no instrument', trade(1, 1, { instrumentId: '' }), 'INVALID_INSTRUMENT'],
    ['no time', trade(Number.NaN, 1), 'NOT_FINITE'],
    ['a price of 0', trade(1, 0), 'NOT_POSITIVE'],
    ['a price as text', trade(1, '7' as never), 'NOT_POSITIVE'],
    ['a quantity of 0', trade(1, 1, { quantity: 0 }), 'NOT_POSITIVE'],
    ['an id that is a number', trade(1, 1, { id: 7 as never }), 'INVALID_ID'],
    ['a quote without end', quote(1, 1, Number.POSITIVE_INFINITY), 'NOT_POSITIVE'],
    ['a bar with text', { ...bar({ close: 1 }), open: '1' }, 'NOT_FINITE'],
    ['a bar outside its range', { ...bar({ close: 1 }), close: 2 }, 'OUTSIDE_RANGE'],
    ['a book of odd length', book({ bids: [1] }), 'INVALID_LEVELS'],
    ['a book with null', book({ asks: null }), 'INVALID_LEVELS'],
    ['a book with a price of 0', book({ asks: [0, 1] }), 'NOT_POSITIVE'],
    ['a book with less than nothing', book({ asks: [1, -1] }), 'NEGATIVE_QUANTITY'],
    ['an endless rate', { ...funding, rate: Number.POSITIVE_INFINITY }, 'NOT_FINITE'],
  ])('judges %s', (_, event, code) => {
    expect(codesOf([event])).toEqual([code]);
  });

  it('knows the order within a type and an instrument', () => {
    expect(
      codesOf([trade(5, 1), trade(4, 1), trade(5, 1), trade(4, 1, { instrumentId: eth }), quote(1, 1, 2)]),
    ).toEqual(['good', 'OUT_OF_ORDER', 'good', 'good', 'good']);
    expect(codesOf([bar({ timeMs: 1, close: 1 }), bar({ timeMs: 1, close: 1 })])).toEqual(['good', 'DUPLICATE_TIME']);
  });

  it('forgets a bad event', () => expect(codesOf([trade(9, -1), trade(5, 1)])).toEqual(['NOT_POSITIVE', 'good']));
});
