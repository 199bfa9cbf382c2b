import { expect, it } from 'vitest';
import { covers, describeScope, venueOf } from './scope';

const intent = { instrumentId: 'demo:BTC/USDT', tag: 'trend' };

it('takes in what every field of it names', () => {
  expect(covers({}, intent)).toBe(true);
  expect(covers({ venue: 'demo', instrumentId: 'demo:BTC/USDT', tag: 'trend' }, intent)).toBe(true);
  expect(covers({ venue: 'dem' }, intent)).toBe(false);
  expect(covers({ instrumentId: 'demo:ETH/USDT' }, intent)).toBe(false);
  expect(covers({ tag: 'grid' }, intent)).toBe(false);
  expect(covers({ venue: 'demo', tag: 'grid' }, intent)).toBe(false);
});

it('reads the same for the same scope', () => {
  expect(describeScope({})).toBe('everything');
  expect(describeScope({ tag: 'trend', venue: 'demo' })).toBe('venue demo, tag trend');
  expect(venueOf('binance:BTC/USDT:USDT')).toBe('binance');
});
