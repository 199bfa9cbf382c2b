import { expect, test } from 'vitest';
import { binanceCombinedFrame, binanceDepthFrame, binanceSnapshotBody } from './binance-frames';
import { bybitAnswerFrame, bybitBookFrame } from './bybit-frames';
import { coinbaseBookFrame, coinbaseHeartbeatFrame } from './coinbase-frames';
import { okxAnswerFrame, okxBookFrame } from './okx-frames';
import type { TextLevel } from './text-level';

const bids: readonly TextLevel[] = [['16493.50', '0.006']];
const asks: readonly TextLevel[] = [['16611.00', '0.000']];

/** Frames are compared with what the venues document, as values: order of fields and white space are free. */
test('frames are what the venues document', () => {
  const event = { symbol: 'BNBBTC', eventTimeMs: 123456789, firstId: '157', lastId: '160', bids, asks };
  const spot = { e: 'depthUpdate', E: 123456789, s: 'BNBBTC', U: 157, u: 160, b: bids, a: asks };
  expect(JSON.parse(binanceDepthFrame(event))).toEqual(spot);
  expect(JSON.parse(binanceDepthFrame({ ...event, previousLastId: '149' }))).toEqual({
    ...spot,
    T: 123456789,
    pu: 149,
  });
  expect(JSON.parse(binanceCombinedFrame('bnbbtc@depth', binanceDepthFrame(event)))).toEqual({
    stream: 'bnbbtc@depth',
    data: spot,
  });
  expect(JSON.parse(binanceSnapshotBody('1027024', bids, asks))).toEqual({ lastUpdateId: 1027024, bids, asks });
  const book = {
    symbol: 'BTCUSDT',
    depth: 50,
    type: 'delta',
    timeMs: 100,
    updateId: '7',
    sequence: '9',
    bids,
    asks,
  } as const;
  expect(JSON.parse(bybitBookFrame(book))).toEqual({
    topic: 'orderbook.50.BTCUSDT',
    type: 'delta',
    ts: 100,
    data: { s: 'BTCUSDT', b: bids, a: asks, u: 7, seq: 9 },
    cts: 98,
  });
  expect(JSON.parse(bybitAnswerFrame('ping'))).toMatchObject({ ret_msg: 'pong', op: 'ping' });
  const message = {
    instrument: 'BTC-USDT',
    action: 'update',
    timeMs: 100,
    sequenceId: '8',
    previousSequenceId: '7',
    bids,
    asks,
  } as const;
  expect(JSON.parse(okxBookFrame(message))).toEqual({
    arg: { channel: 'books', instId: 'BTC-USDT' },
    action: 'update',
    data: [
      {
        bids: [['16493.50', '0.006', '0', '1']],
        asks: [['16611.00', '0.000', '0', '1']],
        ts: '100',
        checksum: 0,
        seqId: 8,
        prevSeqId: 7,
      },
    ],
  });
  expect(JSON.parse(okxAnswerFrame('BTC-USDT'))).toMatchObject({ event: 'subscribe' });
  const timestamp = '2023-02-09T20:32:50Z';
  expect(
    JSON.parse(coinbaseBookFrame({ product: 'BTC-USD', type: 'update', timestamp, sequence: 3, bids, asks })),
  ).toEqual({
    channel: 'l2_data',
    client_id: '',
    timestamp,
    sequence_num: 3,
    events: [
      {
        type: 'update',
        product_id: 'BTC-USD',
        updates: [
          { side: 'bid', event_time: timestamp, price_level: '16493.50', new_quantity: '0.006' },
          { side: 'offer', event_time: timestamp, price_level: '16611.00', new_quantity: '0.000' },
        ],
      },
    ],
  });
  expect(JSON.parse(coinbaseHeartbeatFrame(timestamp, 4))).toMatchObject({ channel: 'heartbeats', sequence_num: 4 });
});

test('ids are written digit by digit', () => {
  const event = { symbol: 'A', eventTimeMs: 1, firstId: '90071992547409931', lastId: '90071992547409932', bids, asks };
  expect(binanceDepthFrame(event)).toContain('"U":90071992547409931,"u":90071992547409932');
});
