import { expect, test } from 'vitest';
import { otherOrders, readingOf } from './read-frame.test-helper';
import { readOkx } from './read-okx';

const read = readOkx('BTC-USDT');
const text =
  '{"arg":{"channel":"books","instId":"BTC-USDT"},"action":"snapshot","data":[{"asks":[["8476.98","415","0","13"],["8477","7","0","2"]],"bids":[["8476.97","256","0","12"]],"ts":"1597026383085","checksum":-855196043,"prevSeqId":-1,"seqId":123456}]}';
const frame = {
  kind: 'snapshot',
  previousId: '-1',
  lastId: '123456',
  order: '1597026383085',
  timeMs: 1_597_026_383_085,
  bids: [8_476.97, 256],
  asks: [8_476.98, 415, 8_477, 7],
};

test('a message of OKX has its fields in any order, and a checksum that nobody reads', () => {
  expect(readingOf(read, text)).toEqual(frame);
  for (const other of otherOrders(text)) expect(readingOf(read, other), other).toEqual(frame);
  expect(readingOf(read, text.replace('-855196043', '0'))).toEqual(frame);
  expect(readingOf(read, text.replace('"checksum":-855196043,', ''))).toEqual(frame);
});

test('an update names the message before, digit by digit', () => {
  const update = text
    .replace('snapshot', 'update')
    .replace('-1', '1724294007352168320')
    .replace('123456', '1724294007352168321');
  expect(readingOf(read, update)).toEqual({
    ...frame,
    kind: 'delta',
    previousId: '1724294007352168320',
    lastId: '1724294007352168321',
  });
});

test.each([
  'pong',
  '{"event":"subscribe","arg":{"channel":"books","instId":"BTC-USDT"},"connId":"a4d3ae55"}',
  '{"arg":{"channel":"books","instId":"BTC-USDT"},"event":"subscribe","connId":"a4d3ae55"}',
  '{"event":"error","code":"60012","msg":"Invalid request"}',
  text.replace('"books"', '"books5"'),
  text.replace('BTC-USDT', 'ETH-USDT'),
  text.replace('"channel":"books",', ''),
  text.replace('{"channel":"books","instId":"BTC-USDT"}', 'null'),
  '{"arg":{"channel":"trades","instId":"BTC-USDT"},"data":[{"px":"1"}]}',
  '[]',
])('%s says nothing', (other) => expect(readingOf(read, other)).toBe('other'));

test.each([
  [text.replace('snapshot', 'whole'), 'UNKNOWN_VALUE'],
  [text.replace('"action":"snapshot",', ''), 'MISSING_FIELD'],
  [text.replace(/"data":\[.*\]/, '"data":[]'), 'MISSING_FIELD'],
  [text.replace(/"data":\[(.*)\]\}/, '"data":[$1,$1]}'), 'UNKNOWN_VALUE'],
  [text.replace(',"seqId":123456', ''), 'MISSING_FIELD'],
  [text.replace('-1', '-2'), 'BAD_ID'],
  [text.replace('123456', '-1'), 'BAD_ID'],
  [text.replace('"1597026383085"', '"now"'), 'BAD_TIME'],
  [text.replace('["8477","7","0","2"]', '["8477","7"]'), 'WRONG_TYPE'],
  [text.replace('"bids":[["8476.97","256","0","12"]]', '"bids":null'), 'WRONG_TYPE'],
  ['ping', 'NOT_JSON'],
])('%s is refused: %s', (other, code) => expect(readingOf(read, other)).toBe(code));
