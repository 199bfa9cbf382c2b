import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { binanceAggTrades, binanceBookTicker, binanceFundingRates, binanceKlines, binanceTrades } from '.';
import { collect, instrumentId, testFile, untilError } from './import.test-helper';
import { zipOf } from './zip-bytes.test-helper';

const klineHeader =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n';
const klineRows = [
  '1735686000000,93500.10,93600.00,93400.00,93576.00,12.5,1735689599999,1169000.5,1200,6.1,570000.2,0\n',
  '1735689600000,93576.00,93700.00,93500.00,93650.50,7.25,1735693199999,678000.1,900,3.1,290000.7,0\n',
];
const micro = (row: string) =>
  row.replace(/17356(\d{8})/g, (_, rest: string) => `17356${rest}${rest.endsWith('999') ? '999' : '000'}`);
const bars = [
  {
    type: 'bar',
    instrumentId,
    timeMs: 1_735_689_600_000,
    open: 93_500.1,
    high: 93_600,
    low: 93_400,
    close: 93_576,
    volume: 12.5,
  },
  {
    type: 'bar',
    instrumentId,
    timeMs: 1_735_693_200_000,
    open: 93_576,
    high: 93_700,
    low: 93_500,
    close: 93_650.5,
    volume: 7.25,
  },
];

describe('klines', () => {
  const options = { instrumentId, timeframe: '1h' } as const;

  test.each([
    ['spot, ms, no header', klineRows.join('')],
    ['spot, us since 2025, no header', klineRows.map(micro).join('')],
    ['futures, header', klineHeader + klineRows.join('')],
    ['CRLF ends', klineHeader.replace('\n', '\r\n') + klineRows.join('').replaceAll('\n', '\r\n')],
  ])('%s, plain, gzip and zip', async (_, text) => {
    for (const file of [testFile('a.csv', text), testFile('a.gz', gzipSync(text)), testFile('a.zip', zipOf(text))]) {
      expect(await collect(binanceKlines(file, options))).toEqual(bars);
    }
  });

  test('of another length than was said are refused where it shows', async () => {
    const file = testFile('a.csv', klineRows.join(''));
    const { events, error } = await untilError(binanceKlines(file, { instrumentId, timeframe: '1m' }));
    expect([events.length, error?.code, error?.context.line]).toEqual([0, 'CLOSE_TIME_MISMATCH', 1]);
  });

  test.each([
    ['a cut row', `${klineRows[0]}1735689600000,93576.00,93`, 'ROW_TOO_SHORT', 2, 'row'],
    ['text for a price', klineRows[0] + klineRows[1]!.replace('93700.00', 'abc'), 'NOT_A_NUMBER', 2, 'high'],
    ['an empty cell', klineRows[0] + klineRows[1]!.replace('7.25', ''), 'EMPTY_CELL', 2, 'volume'],
    ['high below low', klineRows[0] + klineRows[1]!.replace('93700.00', '1'), 'HIGH_BELOW_LOW', 2, 'high'],
    ['the same bar twice', klineHeader + klineRows[0] + klineRows[0], 'DUPLICATE_TIME', 3, 'time'],
    ['ms and us in one file', klineRows[0] + micro(klineRows[1]!), 'MIXED_UNITS', 2, 'openTime'],
    ['an unknown order', '1735686000000,1,2,1,1,5\n', 'UNKNOWN_COLUMNS', 1, 'row'],
    ['a header of something else', 'id,price,qty\n1,2,3\n', 'MISSING_COLUMN', 1, 'openTime'],
    ['a column twice', `open,${klineHeader}0,${klineRows[0]}`, 'DUPLICATE_COLUMN', 1, 'open'],
  ])('with %s: a DataError with file, line and field', async (_, text, code, line, field) => {
    const { events, error } = await untilError(binanceKlines(testFile('a.csv', text), { ...options, source: 'a.csv' }));
    expect(error).toMatchObject({ name: 'DataError', code, context: { source: 'a.csv', line, field } });
    expect(error?.message).toMatch(new RegExp(`^a\\.csv, line ${line}: `));
    expect((error?.remedy ?? '').length).toBeGreaterThan(12);
    // What was good before the fault was given.
    expect(events.length).toBeLessThan(line);
  });

  test('without rows, without a file, with a wrong option', async () => {
    expect((await untilError(binanceKlines(testFile('a.csv', klineHeader), options))).error?.code).toBe('EMPTY');
    expect((await untilError(binanceKlines('/nowhere/a.csv', options))).error?.code).toBe('FILE_NOT_FOUND');
    expect((await untilError(binanceKlines(testFile('a.csv', Buffer.alloc(64)), options))).error?.code).toBe(
      'UTF16_FILE',
    );
    expect(() => binanceKlines('a', { instrumentId } as never)).toThrow(/timeframe/);
    expect(() => binanceKlines('a', { ...options, instrumentId: 'BTCUSDT' })).toThrow(/venue:BASE/);
    expect(() => binanceKlines('a', { ...options, columns: { price: 'x' } as never })).toThrow(/columns/);
    expect(() => binanceKlines('a', { ...options, timeRangeMs: [0, 1] })).toThrow(/timeRangeMs/);
  });
});

describe('trades', () => {
  const expected = [
    {
      type: 'trade',
      instrumentId,
      timeMs: 1_735_689_600_123,
      id: '4359873451',
      price: 93_576,
      quantity: 0.00054,
      side: 'buy',
    },
    {
      type: 'trade',
      instrumentId,
      timeMs: 1_735_689_600_124,
      id: '4359873452',
      price: 93_575.99,
      quantity: 0.1,
      side: 'sell',
    },
  ];
  const spot =
    '4359873451,93576.00000000,0.00054000,50.53104000,1735689600123,False,True\n4359873452,93575.99000000,0.10000000,9357.599,1735689600124,True,True\n';
  const futures =
    'id,price,qty,quote_qty,time,is_buyer_maker\n4359873451,93576.0,0.00054,50.531,1735689600123,false\n4359873452,93575.99,0.1,9357.599,1735689600124,true\n';

  test.each([
    ['spot', spot],
    ['futures', futures],
    ['futures without header', futures.slice(futures.indexOf('\n') + 1)],
  ])('of %s', async (_, text) => {
    expect(await collect(binanceTrades(testFile('a.zip', zipOf(text)), { instrumentId }))).toEqual(expected);
  });

  test('in microseconds keep them', async () => {
    const text = spot.replaceAll('1735689600123', '1735689600123456').replaceAll('1735689600124', '1735689600124000');
    const [first, second] = await collect(binanceTrades(testFile('a.csv', text), { instrumentId }));
    expect([first?.timeMs, second?.timeMs]).toEqual([1_735_689_600_123.456, 1_735_689_600_124]);
  });

  test('aggregated, of spot and of futures', async () => {
    const aggregated =
      '4359873451,93576.00,0.00054,5270001,5270001,1735689600123,False,True\n4359873452,93575.99,0.1,5270002,5270009,1735689600124,True,True\n';
    const named = `agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n${aggregated.replaceAll(',True\n', '\n')}`;
    expect(await collect(binanceAggTrades(testFile('a.csv', aggregated), { instrumentId }))).toEqual(expected);
    expect(await collect(binanceAggTrades(testFile('a.csv', named), { instrumentId }))).toEqual(expected);
  });

  test('of one kind are not taken for the other', async () => {
    const aggregated = '26129,0.01633102,4.70443515,27781,27781,1498793709153,true\n';
    expect((await untilError(binanceTrades(testFile('a.csv', aggregated), { instrumentId }))).error).toMatchObject({
      code: 'TIME_OUT_OF_RANGE',
      context: { line: 1, field: 'time' },
    });
  });

  test('with columns of another name', async () => {
    const text = 'local_ts_ns,exch_ts_ms,trade_id,price,qty,is_buyer_maker\n1,1735689600123,7,100,2,1\n';
    const options = { instrumentId, columns: { time: 'exch_ts_ms' } } as const;
    expect(await collect(binanceTrades(testFile('a.csv', text), options))).toEqual([
      { type: 'trade', instrumentId, timeMs: 1_735_689_600_123, id: '7', price: 100, quantity: 2, side: 'sell' },
    ]);
  });

  test.each([
    ['price', '1,0,2,200,1735689600123,true\n', 'NOT_POSITIVE'],
    ['quantity', '1,100,-2,200,1735689600123,true\n', 'NOT_POSITIVE'],
    ['isBuyerMaker', '1,100,2,200,1735689600123,maybe\n', 'NOT_A_FLAG'],
    ['time', '1,100,2,200,99,true\n', 'TIME_OUT_OF_RANGE'],
  ])('with a bad %s', async (field, row, code) => {
    const good = '1,100,2,200,1735689600122,true\n';
    const { events, error } = await untilError(binanceTrades(testFile('a.csv', good + row), { instrumentId }));
    expect(events).toHaveLength(1);
    expect(error).toMatchObject({ name: 'DataError', code, context: { line: 2, field } });
  });
});

test('best prices', async () => {
  const header = 'update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time\n';
  const row = '3785588544837,42314.00,12.345,42314.10,0.0,1704067200003,1704067200008\n';
  const quote = {
    type: 'quote',
    instrumentId,
    timeMs: 1_704_067_200_003,
    bid: 42_314,
    bidQuantity: 12.345,
    ask: 42_314.1,
    askQuantity: 0,
  };
  for (const text of [header + row, row]) {
    expect(await collect(binanceBookTicker(testFile('a.zip', zipOf(text)), { instrumentId }))).toEqual([quote]);
  }
  const { error } = await untilError(
    binanceBookTicker(testFile('a.csv', row.replace(',12.345', ',-1')), { instrumentId }),
  );
  expect(error).toMatchObject({ code: 'NEGATIVE_QUANTITY', context: { field: 'bidQuantity', line: 1 } });
});

test('funding rates of the archive and of saved answers', async () => {
  const rate = {
    type: 'funding-rate',
    instrumentId,
    timeMs: 1_780_272_000_001,
    rate: -0.00005703,
    settlesAtMs: 1_780_272_000_000,
  };
  const archive = 'calc_time,funding_interval_hours,last_funding_rate\n1780272000001,8,-0.00005703\n';
  expect(await collect(binanceFundingRates(testFile('a.zip', zipOf(archive)), { instrumentId }))).toEqual([rate]);
  expect(await collect(binanceFundingRates(testFile('a.csv', archive.split('\n')[1]!), { instrumentId }))).toEqual([
    rate,
  ]);
  const saved =
    'symbol,fundingTime,fundingRate,markPrice\nBTCUSDT,1780272000001,-0.00005703,67000.5\nBTCUSDT,1780300800000,0.0001,\n';
  expect(await collect(binanceFundingRates(testFile('a.csv', saved), { instrumentId }))).toEqual([
    { ...rate, markPrice: 67_000.5 },
    { ...rate, timeMs: 1_780_300_800_000, settlesAtMs: 1_780_300_800_000, rate: 0.0001 },
  ]);
});
