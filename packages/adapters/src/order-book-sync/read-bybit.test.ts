import { expect, test } from 'vitest';
import { readBybit } from './read-bybit';
import { otherOrders, readingOf } from './read-frame.test-helper';

const read = readBybit('BTCUSDT', 50);
const text =
  '{"topic":"orderbook.50.BTCUSDT","type":"snapshot","ts":1672304484978,"data":{"s":"BTCUSDT","b":[["16493.50","0.006"],["16493.00","0.100"]],"a":[["16611.00","0.029"]],"u":18521288,"seq":7961638724},"cts":1672304484976}';
const frame = {
  kind: 'snapshot',
  previousId: '18521287',
  lastId: '18521288',
  order: '7961638724',
  timeMs: 1_672_304_484_978,
  bids: [16_493.5, 0.006, 16_493, 0.1],
  asks: [16_611, 0.029],
};

test('a message of Bybit has its fields in any order', () => {
  expect(readingOf(read, text)).toEqual(frame);
  for (const other of otherOrders(text)) expect(readingOf(read, other), other).toEqual(frame);
  expect(readingOf(read, text.replace('snapshot', 'delta'))).toEqual({ ...frame, kind: 'delta' });
});

test('whatever has u = 1 is a whole book', () => {
  const restart = text.replace('snapshot', 'delta').replace('18521288', '1');
  expect(readingOf(read, restart)).toEqual({ ...frame, previousId: '0', lastId: '1' });
});

test.each([
  text.replace('orderbook.50', 'orderbook.200'),
  text.replace('orderbook.50.BTCUSDT', 'publicTrade.BTCUSDT'),
  '{"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1672304486868,"data":[{"T":1672304486865,"s":"BTCUSDT"}]}',
  '{"success":true,"ret_msg":"pong","conn_id":"1","op":"ping"}',
  '{"topic":7}',
  '[]',
])('%s says nothing', (other) => expect(readingOf(read, other)).toBe('other'));

test.each([
  [text.replace('"type":"snapshot"', '"type":"full"'), 'UNKNOWN_VALUE'],
  [text.replace('"s":"BTCUSDT"', '"s":"ETHUSDT"'), 'UNKNOWN_VALUE'],
  [text.replace('"u":18521288,', ''), 'MISSING_FIELD'],
  [text.replace('"ts":1672304484978,', ''), 'MISSING_FIELD'],
  [text.replace('"type":"snapshot"', '"type":"snapshot","type":"delta"'), 'DUPLICATE_FIELD'],
  [text.replace('18521288', '"u"'), 'BAD_ID'],
  [text.replace('7961638724', '-7961638724'), 'BAD_ID'],
  [text.replace('"a":[["16611.00","0.029"]]', '"a":null'), 'WRONG_TYPE'],
  [text.replace(/"data":\{.*\},/, '"data":[],'), 'WRONG_TYPE'],
  [text.replace('16611.00', '-16611.00'), 'NOT_A_DECIMAL'],
  [text.slice(0, 90), 'NOT_JSON'],
])('%s is refused: %s', (other, code) => expect(readingOf(read, other)).toBe(code));
