import { describe, expect, test } from 'vitest';
import { readBinanceDelta, readBinanceSnapshot } from './read-binance';
import { otherOrders, readingOf } from './read-frame.test-helper';

const spot = readBinanceDelta('BNBBTC', 'spot');
const futures = readBinanceDelta('BTCUSDT', 'futures');

const spotText =
  '{"e":"depthUpdate","E":1672515782136,"s":"BNBBTC","U":157,"u":160,"b":[["0.0024","10"]],"a":[["0.0026","100"]]}';
const spotFrame = {
  kind: 'delta',
  previousId: '156',
  lastId: '160',
  order: '1672515782136',
  timeMs: 1_672_515_782_136,
  bids: [0.0024, 10],
  asks: [0.0026, 100],
};
const futuresText =
  '{"e":"depthUpdate","E":123456789,"T":123456788,"s":"BTCUSDT","U":157,"u":160,"pu":149,"b":[["0.0024","10"]],"a":[]}';
const futuresFrame = {
  kind: 'delta',
  previousId: '149',
  lastId: '160',
  order: '123456789',
  timeMs: 123_456_789,
  bids: [0.0024, 10],
  asks: [],
};

describe('a message of Binance', () => {
  test('on spot, bare and combined', () => {
    expect(readingOf(spot, spotText)).toEqual(spotFrame);
    expect(readingOf(spot, `{"stream":"bnbbtc@depth","data":${spotText}}`)).toEqual(spotFrame);
    expect(readingOf(spot, `{"data":${spotText},"stream":"bnbbtc@depth"}`)).toEqual(spotFrame);
  });

  test('on futures, where pu is the message before', () => {
    expect(readingOf(futures, futuresText)).toEqual(futuresFrame);
  });

  test('has its fields in any order', () => {
    for (const text of otherOrders(spotText)) expect(readingOf(spot, text), text).toEqual(spotFrame);
    for (const text of otherOrders(futuresText)) expect(readingOf(futures, text), text).toEqual(futuresFrame);
  });

  test('has ids of any length, digit by digit', () => {
    const text = spotText.replace('"U":157', '"U":90071992547409930').replace('160', '90071992547409931');
    expect(readingOf(spot, text)).toMatchObject({ previousId: '90071992547409929', lastId: '90071992547409931' });
  });

  test.each([
    ['another symbol', spotText.replace('BNBBTC', 'BNBETH')],
    ['another event', '{"e":"bookTicker","u":400900217,"s":"BNBBTC","b":"25.35","B":"31.21","a":"25.36","A":"40.66"}'],
    ['another event, its kind last', '{"u":400900217,"s":"BNBBTC","b":"25.35","a":"25.36","e":"bookTicker"}'],
    ['an event without a kind', '{"u":400900217,"s":"BNBBTC","b":"25.35","B":"31.21","a":"25.36","A":"40.66"}'],
    ['an event whose kind is no text', '{"e":7,"u":400900217,"b":"25.35"}'],
    ['an answer', '{"result":null,"id":1}'],
    ['a list of events', '[{"e":"24hrMiniTicker","s":"BNBBTC"}]'],
    ['combined data that is no event', '{"stream":"!miniTicker@arr","data":[{"e":"24hrMiniTicker"}]}'],
    ['a number', '7'],
  ])('%s says nothing', (_, text) => expect(readingOf(spot, text)).toBe('other'));

  test.each([
    ['a side is null', spotText.replace('[["0.0024","10"]]', 'null'), 'WRONG_TYPE'],
    ['a side is missing', spotText.replace('"b":[["0.0024","10"]],', ''), 'MISSING_FIELD'],
    ['a side comes twice', spotText.replace('"b"', '"b":[],"b"'), 'DUPLICATE_FIELD'],
    ['the kind comes twice', spotText.replace('"E"', '"e":"depthUpdate","E"'), 'DUPLICATE_FIELD'],
    ['the data comes twice', `{"stream":"x","data":${spotText},"data":${spotText}}`, 'DUPLICATE_FIELD'],
    ['an id is no whole number', spotText.replace('"U":157', '"U":1.5'), 'BAD_ID'],
    ['an id is negative', spotText.replace('"U":157', '"U":-157'), 'BAD_ID'],
    ['an id has an exponent', spotText.replace('"U":157', '"U":1e2'), 'BAD_ID'],
    ['the last id is before the first', spotText.replace('160', '156'), 'BAD_ID'],
    ['an id is null', spotText.replace('"U":157', '"U":null'), 'WRONG_TYPE'],
    ['the time is a fraction', spotText.replace('1672515782136', '1.5'), 'BAD_TIME'],
    ['the symbol is a number', spotText.replace('"BNBBTC"', '7'), 'WRONG_TYPE'],
    ['it is cut short', spotText.slice(0, -1), 'NOT_JSON'],
    ['something follows', `${spotText}x`, 'NOT_JSON'],
    ['it is an error page', '<html>502 Bad Gateway</html>', 'NOT_JSON'],
    ['it is empty', '', 'NOT_JSON'],
  ])('is refused when %s', (_, text, code) => expect(readingOf(spot, text)).toBe(code));

  test('on futures, is refused when pu is missing or after the first id', () => {
    expect(readingOf(futures, futuresText.replace('"pu":149,', ''))).toBe('MISSING_FIELD');
    expect(readingOf(futures, futuresText.replace('149', '158'))).toBe('BAD_ID');
  });
});

describe('a snapshot of Binance', () => {
  const read = readBinanceSnapshot();
  const text = '{"lastUpdateId":1027024,"bids":[["4.00000000","431.00000000"]],"asks":[["4.00000200","12.00000000"]]}';
  const frame = {
    kind: 'snapshot',
    previousId: '-1',
    lastId: '1027024',
    order: undefined,
    timeMs: 0,
    bids: [4, 431],
    asks: [4.000002, 12],
  };

  test('with and without a time, in any order', () => {
    expect(readingOf(read, text)).toEqual(frame);
    expect(readingOf(read, text.replace('{', '{"E":1589436922972,"T":1589436922959,'))).toEqual({
      ...frame,
      timeMs: 1_589_436_922_972,
    });
    for (const other of otherOrders(text)) expect(readingOf(read, other)).toEqual(frame);
  });

  test.each([
    ['{"code":-1121,"msg":"Invalid symbol."}', 'MISSING_FIELD'],
    [text.replace('1027024', '"x"'), 'BAD_ID'],
    [text.replace('"bids"', '"bids":[],"bids"'), 'DUPLICATE_FIELD'],
    [text.slice(0, -1), 'NOT_JSON'],
    ['[]', 'WRONG_TYPE'],
    ['null', 'WRONG_TYPE'],
    ['', 'NOT_JSON'],
  ])('%s is refused: %s', (body, code) => expect(readingOf(read, body)).toBe(code));
});
