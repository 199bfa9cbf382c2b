import { expect, test } from 'vitest';
import { readCoinbase } from './read-coinbase';
import { otherOrders, readingOf } from './read-frame.test-helper';

const read = readCoinbase('BTC-USD');
const level = (side: string, price: string, quantity: string) =>
  `{"side":"${side}","event_time":"1970-01-01T00:00:00Z","price_level":"${price}","new_quantity":"${quantity}"}`;
const event = (type: string, product: string, ...levels: string[]) =>
  `{"type":"${type}","product_id":"${product}","updates":[${levels.join(',')}]}`;
const message = (sequence: number, ...events: string[]) =>
  `{"channel":"l2_data","client_id":"","timestamp":"2023-02-09T20:32:50.714964855Z","sequence_num":${sequence},"events":[${events.join(',')}]}`;

const text = message(
  7,
  event('snapshot', 'BTC-USD', level('bid', '21921.73', '0.06317902'), level('offer', '21921.3', '0.024')),
);
const frame = {
  kind: 'snapshot',
  previousId: '6',
  lastId: '7',
  order: '20230209203250714964855',
  timeMs: Date.UTC(2023, 1, 9, 20, 32, 50) + 714.964855,
  bids: [21_921.73, 0.06317902],
  asks: [21_921.3, 0.024],
};

test('a message of Coinbase has its fields in any order', () => {
  expect(readingOf(read, text)).toEqual(frame);
  for (const other of otherOrders(text)) expect(readingOf(read, other), other).toEqual(frame);
  expect(readingOf(read, text.replace('snapshot', 'update').replace('offer', 'ask'))).toEqual({
    ...frame,
    kind: 'delta',
  });
});

test('what concerns others is a change of nothing, and counts', () => {
  const nothing = { ...frame, kind: 'delta', bids: [], asks: [] };
  expect(readingOf(read, text.replace('BTC-USD', 'ETH-USD'))).toEqual(nothing);
  expect(readingOf(read, message(7))).toEqual(nothing);
  const heartbeat = text
    .replace('l2_data', 'heartbeats')
    .replace(/"events":.*/, '"events":[{"heartbeat_counter":"3"}]}');
  expect(readingOf(read, heartbeat)).toEqual(nothing);
  expect(readingOf(read, '{"channel":"subscriptions","sequence_num":7,"events":[]}')).toEqual({
    ...nothing,
    order: undefined,
    timeMs: 0,
  });
});

test('events of one message are taken in order, and a whole book replaces those before it', () => {
  const update = event('update', 'BTC-USD', level('bid', '1', '1'));
  const other = event('update', 'ETH-USD', level('bid', '2', '2'));
  const snapshot = event('snapshot', 'BTC-USD', level('bid', '3', '3'));
  const later = event('update', 'BTC-USD', level('bid', '3', '4'));
  expect(readingOf(read, message(0, update, other, snapshot, later))).toMatchObject({
    kind: 'snapshot',
    previousId: '-1',
    bids: [3, 3, 3, 4],
    asks: [],
  });
});

test.each(['{"type":"error","message":"rate limit"}', '{"channel":7,"events":[]}', '[]'])('%s says nothing', (other) =>
  expect(readingOf(read, other)).toBe('other'),
);

test.each([
  [text.replace('"snapshot"', '"whole"'), 'UNKNOWN_VALUE'],
  [text.replace('"bid"', '"buy"'), 'UNKNOWN_VALUE'],
  [text.replace('"sequence_num":7,', ''), 'MISSING_FIELD'],
  [text.replace('"timestamp":"2023-02-09T20:32:50.714964855Z",', ''), 'MISSING_FIELD'],
  [text.replace('"new_quantity":"0.024"', '"quantity":"0.024"'), 'MISSING_FIELD'],
  [text.replace('"side":"bid"', '"side":"bid","side":"offer"'), 'DUPLICATE_FIELD'],
  [text.replace('21921.73', '0'), 'OUT_OF_RANGE'],
  [text.replace('"21921.73"', '21921.73'), 'WRONG_TYPE'],
  [text.replace('0.024', '-0.024'), 'NOT_A_DECIMAL'],
  [text.replace('20:32', '25:32'), 'BAD_TIME'],
  [text.replace('"sequence_num":7', '"sequence_num":7.5'), 'BAD_ID'],
  [text.replace('"product_id":"BTC-USD"', '"product_id":null'), 'WRONG_TYPE'],
  [text.slice(0, 150), 'NOT_JSON'],
])('%s is refused: %s', (other, code) => expect(readingOf(read, other)).toBe(code));
