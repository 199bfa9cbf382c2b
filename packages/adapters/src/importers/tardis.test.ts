import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tardisFundingRates, tardisOrderBook, tardisQuotes, tardisTrades } from '.';
import { collect, instrumentId, testFile, untilError } from './import.test-helper';

const gz = (...lines: string[]): string => testFile('BTCUSDT.csv.gz', gzipSync(`${lines.join('\n')}\n`));
const times = '1704067200123456,1704067200130000';
const tick = (rest: string, at = times) => `binance-futures,BTCUSDT,${at},${rest}`;

describe('Tardis trades', () => {
  const header = 'exchange,symbol,timestamp,local_timestamp,id,side,price,amount';
  const trade = {
    type: 'trade',
    instrumentId,
    timeMs: 1_704_067_200_123.456,
    id: '7',
    price: 42_314.1,
    quantity: 0.003,
    side: 'buy',
  };

  test('come with the time of the venue, or with that of the recorder', async () => {
    const file = gz(header, tick('7,buy,42314.1,0.003'), tick(',unknown,42314,1'));
    expect(await collect(tardisTrades(file, { instrumentId }))).toEqual([
      trade,
      { ...trade, id: '', side: undefined, price: 42_314, quantity: 1 },
    ]);
    const [local] = await collect(tardisTrades(file, { instrumentId, clock: 'local' }));
    expect(local).toEqual({ ...trade, timeMs: 1_704_067_200_130 });
  });

  test('with another side, or without a header, are refused', async () => {
    const side = await untilError(tardisTrades(gz(header, tick('7,bid,42314.1,0.003')), { instrumentId }));
    expect(side.error).toMatchObject({ code: 'UNKNOWN_SIDE', context: { line: 2, field: 'side' } });
    const headless = await untilError(tardisTrades(gz(tick('7,buy,42314.1,0.003')), { instrumentId }));
    expect(headless.error).toMatchObject({ code: 'MISSING_COLUMN', context: { line: 1 } });
  });
});

describe('Tardis quotes', () => {
  const header = 'exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount';

  test('have their sides where the columns say', async () => {
    expect(await collect(tardisQuotes(gz(header, tick('1.5,42314.1,42314,2.5')), { instrumentId }))).toEqual([
      {
        type: 'quote',
        instrumentId,
        timeMs: 1_704_067_200_123.456,
        bid: 42_314,
        bidQuantity: 2.5,
        ask: 42_314.1,
        askQuantity: 1.5,
      },
    ]);
  });

  test('with an empty side are refused, or skipped when that is asked', async () => {
    const file = gz(header, tick('1.5,42314.1,42314,2.5'), tick(',,42314,2.5'), tick('1,42315,42314,2.5'));
    const { events, error } = await untilError(tardisQuotes(file, { instrumentId }));
    expect(events).toHaveLength(1);
    expect(error).toMatchObject({
      code: 'EMPTY_SIDE',
      context: { line: 3, field: 'askPrice' },
      message: /emptySides: 'skip'/,
    });
    expect(await collect(tardisQuotes(file, { instrumentId, emptySides: 'skip' }))).toHaveLength(2);
  });
});

describe('Tardis order books', () => {
  const header = 'exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount';
  const at = (local: number) => `${1704067200000000 + local},${1704067200000000 + local + 500}`;

  test('are one event a message, and one snapshot however many messages it took', async () => {
    const file = gz(
      header,
      tick('true,bid,99.5,2', at(0)),
      tick('true,bid,99,1', at(0)),
      tick('true,ask,100,3', at(1_000)),
      tick('false,bid,99.5,0', at(2_000)),
      tick('false,ask,100.5,4', at(2_000)),
      tick('false,ask,101,5', at(3_000)),
      tick('true,bid,98,1', at(4_000)),
    );
    const event = (type: string, timeMs: number, bids: number[], asks: number[]) => ({
      type,
      instrumentId,
      timeMs,
      bids,
      asks,
    });
    const start = 1_704_067_200_000;
    expect(await collect(tardisOrderBook(file, { instrumentId }))).toEqual([
      event('order-book-snapshot', start, [99.5, 2, 99, 1], [100, 3]),
      event('order-book-delta', start + 2, [99.5, 0], [100.5, 4]),
      event('order-book-delta', start + 3, [], [101, 5]),
      event('order-book-snapshot', start + 4, [98, 1], []),
    ]);
    const [first] = await collect(tardisOrderBook(file, { instrumentId, clock: 'local' }));
    expect(first?.timeMs).toBe(start + 0.5);
  });

  test.each([
    ['side', 'true,buy,99,1', 'UNKNOWN_SIDE'],
    ['isSnapshot', 'yes,bid,99,1', 'NOT_A_FLAG'],
    ['price', 'true,bid,0,1', 'NOT_POSITIVE'],
    ['amount', 'true,bid,99,-1', 'NEGATIVE_QUANTITY'],
  ])('with a bad %s are refused', async (field, row, code) => {
    const { error } = await untilError(tardisOrderBook(gz(header, tick(row)), { instrumentId }));
    expect(error).toMatchObject({ code, context: { line: 2, field } });
  });
});

test('Tardis funding rates come when the rate or its settlement changes', async () => {
  const header =
    'exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,predicted_funding_rate,open_interest,last_price,index_price,mark_price';
  const file = gz(
    header,
    tick(',,,100.0,9364.51,,9000.0'),
    tick('1704096000000000,-0.0001,,100.0,42000,,42001.5'),
    tick('1704096000000000,-0.0001,,101.0,42001,,42002.5'),
    tick('1704096000000000,0.0002,,101.0,42001,,'),
    tick('1704124800000000,0.0002,,101.0,42001,,42003'),
  );
  const rate = { type: 'funding-rate', instrumentId, timeMs: 1_704_067_200_123.456, settlesAtMs: 1_704_096_000_000 };
  expect(await collect(tardisFundingRates(file, { instrumentId }))).toEqual([
    { ...rate, rate: -0.0001, markPrice: 42_001.5 },
    { ...rate, rate: 0.0002 },
    { ...rate, rate: 0.0002, settlesAtMs: 1_704_124_800_000, markPrice: 42_003 },
  ]);
});
