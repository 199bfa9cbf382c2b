import { expect, test } from 'vitest';
import { krakenReadingOf, otherOrders } from './read-frame.test-helper';
import { readKraken } from './read-kraken';

const read = readKraken('BTC/USD', 1, 8);
const text =
  '{"channel":"book","type":"update","data":[{"symbol":"BTC/USD","bids":[{"price":45283.5,"qty":0.10000000}],"asks":[{"price":45285.2,"qty":0.00000000},{"price":45290,"qty":1.5}],"checksum":3310070434,"timestamp":"2023-10-06T17:35:55.440295Z"}]}';
const frame = {
  kind: 'update',
  checksum: 3_310_070_434,
  order: '20231006173555440295000',
  timeMs: Date.UTC(2023, 9, 6, 17, 35, 55) + 440.295,
  bids: { levels: [45_283.5, 0.1], digits: ['45283510000000'] },
  asks: { levels: [45_285.2, 0, 45_290, 1.5], digits: ['452852', '452900150000000'] },
};

test('a message of Kraken has its fields in any order, and the digits of its numbers', () => {
  expect(krakenReadingOf(read, text)).toEqual(frame);
  for (const other of otherOrders(text)) expect(krakenReadingOf(read, other), other).toEqual(frame);
  expect(krakenReadingOf(read, text.replace('"update"', '"snapshot"').replace(/,"timestamp":"[^"]*"/, ''))).toEqual({
    ...frame,
    kind: 'snapshot',
    order: undefined,
    timeMs: undefined,
  });
});

test.each([
  '{"channel":"heartbeat"}',
  '{"channel":"status","type":"update","data":[{"system":"online"}]}',
  '{"method":"subscribe","result":{"channel":"book"},"success":true}',
  text.replace('BTC/USD', 'ETH/USD'),
  text.replace('"book"', '"level3"'),
  '[]',
])('%s says nothing', (other) => expect(krakenReadingOf(read, other)).toBe('other'));

test.each([
  [text.replace('"update"', '"whole"'), 'UNKNOWN_VALUE'],
  [text.replace(/,"timestamp":"[^"]*"/, ''), 'MISSING_FIELD'],
  [text.replace('"qty":1.5', '"quantity":1.5'), 'MISSING_FIELD'],
  [text.replace(',"checksum":3310070434', ''), 'MISSING_FIELD'],
  [text.replace('"type":"update",', ''), 'MISSING_FIELD'],
  [text.replace(/"data":\[.*\]/, '"data":[]'), 'MISSING_FIELD'],
  [text.replace(/"data":\[(.*)\]\}/, '"data":[$1,$1]}'), 'UNKNOWN_VALUE'],
  [text.replace('"timestamp"', '"timestamp":"2023-10-06T17:35:55Z","timestamp"'), 'DUPLICATE_FIELD'],
  [text.replace('3310070434', '4294967296'), 'BAD_ID'],
  [text.replace('3310070434', '-1'), 'BAD_ID'],
  [text.replace('45283.5', '45283.55'), 'TOO_PRECISE'],
  [text.replace('45283.5', '0.0'), 'OUT_OF_RANGE'],
  [text.replace('45283.5', '-45283.5'), 'NOT_A_DECIMAL'],
  [text.replace('45283.5', '1e400'), 'OUT_OF_RANGE'],
  [text.replace('45283.5', '"45283.5"'), 'WRONG_TYPE'],
  [text.replace('45283.5', '045283.5'), 'NOT_JSON'],
  [text.replace('45283.5', 'NaN'), 'NOT_JSON'],
  [text.replace('17:35:55', '17:65:55'), 'BAD_TIME'],
  [text.replace(/"bids":\[[^\]]*\]/, '"bids":null'), 'WRONG_TYPE'],
])('%s is refused: %s', (other, code) => expect(krakenReadingOf(read, other)).toBe(code));
