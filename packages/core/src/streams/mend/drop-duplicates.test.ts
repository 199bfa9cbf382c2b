import { describe, expect, it } from 'vitest';
import { bar } from '../../testing';
import type { MarketData } from '../market-data';
import { btc, eth, noticeList, quote, run, trade } from '../stream.test-helper';
import { dropDuplicates } from './drop-duplicates';
import { RecentKeys } from './recent-keys';

const book = (fields: object): MarketData =>
  ({ type: 'order-book-delta', instrumentId: btc, timeMs: 1, bids: [1, 2], asks: [], ...fields }) as MarketData;
const funding = (timeMs: number, settlesAtMs: number): MarketData => ({
  type: 'funding-rate',
  instrumentId: btc,
  timeMs,
  rate: 0.0001,
  settlesAtMs,
});

describe('dropDuplicates', () => {
  it.each<[string, MarketData, MarketData]>([
    ['trades of one id', trade(1, 10), trade(2, 11, { id: '1' })],
    ['bars of one time', bar({ timeMs: 5, close: 1 }), bar({ timeMs: 5, close: 2 })],
    ['equal quotes', quote(1, 9, 10), quote(1, 9, 10)],
    ['order-book events of one id', book({ updateId: '7' }), book({ updateId: '7', bids: [] })],
    ['order-book events of one content', book({}), book({})],
    ['funding of one settlement', funding(1, 5), funding(1, 5)],
  ])('drops %s', (_, first, second) => {
    expect(run([first, second], dropDuplicates()).values).toEqual([first]);
  });

  it.each<[string, MarketData, MarketData]>([
    ['instruments', trade(1, 10), trade(1, 10, { instrumentId: eth })],
    ['types', trade(5, 10), bar({ timeMs: 5, close: 1 })],
    ['quotes of one time', quote(1, 9, 10), quote(1, 9, 11)],
    ['order-book events', book({ asks: [3, 1] }), book({ asks: [3, 2] })],
    ['settlements', funding(1, 5), funding(1, 6)],
  ])('keeps different %s', (_, first, second) => {
    expect(run([first, second], dropDuplicates()).values).toEqual([first, second]);
  });

  it('tells what it dropped', () => {
    const notices = noticeList();
    run([trade(1, 10), trade(1, 10), trade(2, 10)], dropDuplicates({ notices }));
    expect(notices.list).toEqual([
      { type: 'event-dropped', operator: 'dropDuplicates', reason: 'duplicate', event: trade(1, 10), count: 1 },
      { type: 'stream-counters', operator: 'dropDuplicates', received: 3, delivered: 2, dropped: 1 },
    ]);
  });
});

describe('RecentKeys', () => {
  it('knows the last keys, and holds at most twice as many', () => {
    const keys = new RecentKeys(10);
    for (let key = 0; key < 1_000; key++) {
      expect(keys.add(key)).toBe(true);
      for (let before = Math.max(0, key - 9); before <= key; before++) expect(keys.add(before)).toBe(false);
    }
    expect(keys.add(0)).toBe(true);
    expect(keys.add(975)).toBe(true);
  });
});
