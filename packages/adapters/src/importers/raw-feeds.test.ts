import { describe, expect, test } from 'vitest';
import { binanceFeed, bybitOrderBook } from '.';
import { collect, instrumentId, testFile, untilError } from './import.test-helper';
import { zipOf } from './zip-bytes.test-helper';

const T = 1_723_161_256_300;
const localNs = '1723161255030314667';
const streamed = (data: object) => `${localNs} ${JSON.stringify({ stream: 's', data })}`;
const change = (U: number, u: number, pu: number, b: string[][] = [['99', '1']]) =>
  streamed({ e: 'depthUpdate', E: T + 1, T, s: 'BTCUSDT', U, u, pu, b, a: [['101', '0']] });
const depth = (lastUpdateId: number) =>
  `${localNs} ${JSON.stringify({
    lastUpdateId,
    E: T,
    T,
    bids: [
      ['99', '2'],
      ['98.5', '1'],
    ],
    asks: [['100', '3']],
  })}`;
const trade = streamed({
  e: 'trade',
  E: T,
  T,
  s: 'BTCUSDT',
  t: 5_266_583_935,
  p: '61800.30',
  q: '0.006',
  X: 'MARKET',
  m: false,
});
const ticker = streamed({
  e: 'bookTicker',
  u: 1,
  s: 'BTCUSDT',
  b: '61800.20',
  B: '2.507',
  a: '61800.30',
  A: '0',
  T,
  E: T,
});
const feed = (...lines: string[]) => testFile('feed.txt', `${lines.join('\n')}\n`);
const idsOf = async (file: string) =>
  (await collect(binanceFeed(file, { instrumentId }))).map((event) =>
    'updateId' in event ? event.updateId : event.type,
  );

describe('the raw feed of Binance futures', () => {
  test('gives trades, quotes and books', async () => {
    const events = await collect(binanceFeed(feed(trade, ticker, depth(10), change(9, 12, 8)), { instrumentId }));
    expect(events).toEqual([
      { type: 'trade', instrumentId, timeMs: T, id: '5266583935', price: 61_800.3, quantity: 0.006, side: 'buy' },
      { type: 'quote', instrumentId, timeMs: T, bid: 61_800.2, bidQuantity: 2.507, ask: 61_800.3, askQuantity: 0 },
      {
        type: 'order-book-snapshot',
        instrumentId,
        timeMs: T,
        bids: [99, 2, 98.5, 1],
        asks: [100, 3],
        updateId: '10',
        bidsKnownTo: 98.5,
        asksKnownTo: 100,
      },
      { type: 'order-book-delta', instrumentId, timeMs: T, bids: [99, 1], asks: [101, 0], updateId: '12' },
    ]);
  });

  test('can carry the time of the recorder, to the nanosecond that a double holds', async () => {
    const [event] = await collect(binanceFeed(feed(trade), { instrumentId, clock: 'local' }));
    expect(event?.timeMs).toBe(1_723_161_255_030.3147);
  });

  test('lets changes wait for the snapshot, and leaves out those that it has', async () => {
    expect(
      await idsOf(feed(change(1, 5, 0), change(6, 9, 5), change(10, 14, 9), depth(12), change(15, 20, 14), trade)),
    ).toEqual(['12', '14', '20', 'trade']);
    // A change that ends with the snapshot may be applied to it: quantities are absolute.
    expect(await idsOf(feed(depth(12), change(9, 12, 8), change(13, 15, 12), change(13, 15, 12), depth(11)))).toEqual([
      '12',
      '12',
      '15',
    ]);
    expect(await idsOf(feed(depth(12), change(13, 15, 11), depth(40), change(30, 41, 29)))).toEqual([
      '12',
      '15',
      '40',
      '41',
    ]);
  });

  test.each([
    ['a gap after a change', feed.bind(undefined, depth(12), change(10, 14, 9), change(17, 20, 16)), 'SEQUENCE_GAP', 3],
    ['a gap after the snapshot', feed.bind(undefined, depth(12), change(15, 20, 14)), 'SEQUENCE_GAP', 2],
    ['no snapshot', feed.bind(undefined, change(10, 14, 9)), 'NO_SNAPSHOT', 1],
    ['half a line', feed.bind(undefined, trade, ticker.slice(0, 80)), 'NOT_JSON_LINES', 2],
    ['a price that is none', feed.bind(undefined, trade.replace('61800.30', 'x')), 'NOT_A_NUMBER', 1],
    ['a price of 0', feed.bind(undefined, trade.replace('61800.30', '0')), 'NOT_POSITIVE', 1],
    ['a field that is missing', feed.bind(undefined, trade.replace('"t":', '"x":')), 'MISSING_FIELD', 1],
    [
      'an id that lost digits',
      feed.bind(undefined, trade.replace('5266583935', '9007199254740993')),
      'INVALID_FIELD',
      1,
    ],
    ['a level without a quantity', feed.bind(undefined, depth(1), change(1, 2, 0, [['99']])), 'INVALID_FIELD', 2],
  ])('with %s is refused', async (_, write, code, line) => {
    const { error } = await untilError(binanceFeed(write(), { instrumentId }));
    expect(error).toMatchObject({ name: 'DataError', code, context: { line } });
    expect(error?.context.field).toBeDefined();
  });

  test('without local times has only those of the venue', async () => {
    const bare = trade.slice(trade.indexOf('{'));
    expect(await collect(binanceFeed(feed(bare), { instrumentId }))).toHaveLength(1);
    const { error } = await untilError(binanceFeed(feed(bare), { instrumentId, clock: 'local' }));
    expect(error).toMatchObject({ code: 'BAD_TIME', context: { field: 'localTime' } });
  });
});

describe('order books of Bybit', () => {
  const message = (type: string, u: number, more: object = { cts: T - 2 }) =>
    JSON.stringify({
      topic: 'orderbook.500.XRPUSDT',
      type,
      ts: T,
      data: {
        s: 'XRPUSDT',
        b: [
          ['0.5', '10'],
          ['0.4', '2'],
        ],
        a: [['0.6', '0']],
        u,
        seq: 7,
      },
      ...more,
    });
  const archive = (...lines: string[]) =>
    testFile('a.zip', zipOf(`${lines.join('\n')}\n`, '2024-12-01_XRPUSDT_ob500.data'));

  test('are snapshots and changes with the time of the matching engine, where there is one', async () => {
    const levels = { bids: [0.5, 10, 0.4, 2], asks: [0.6, 0] };
    const file = archive(message('snapshot', 5), message('delta', 6, {}), message('snapshot', 1));
    expect(await collect(bybitOrderBook(file, { instrumentId }))).toEqual([
      {
        type: 'order-book-snapshot',
        instrumentId,
        timeMs: T - 2,
        ...levels,
        updateId: '5',
        bidsKnownTo: 0.4,
        asksKnownTo: 0.6,
      },
      { type: 'order-book-delta', instrumentId, timeMs: T, ...levels, updateId: '6' },
      {
        type: 'order-book-snapshot',
        instrumentId,
        timeMs: T - 2,
        ...levels,
        updateId: '1',
        bidsKnownTo: 0.4,
        asksKnownTo: 0.6,
      },
    ]);
  });

  test.each([
    ['a gap', [message('snapshot', 5), message('delta', 7)], 'SEQUENCE_GAP', 2],
    ['no snapshot', [message('delta', 7)], 'NO_SNAPSHOT', 1],
    ['another type', [message('auth', 7)], 'INVALID_FIELD', 1],
    ['a time of another unit', [message('snapshot', 7, { cts: T * 1_000 })], 'INVALID_FIELD', 1],
  ])('with %s are refused', async (_, lines, code, line) => {
    const { error } = await untilError(bybitOrderBook(archive(...lines), { instrumentId }));
    expect(error).toMatchObject({ name: 'DataError', code, context: { line } });
  });
});
