import { expect, it } from 'vitest';
import { baseAsset } from './base-asset';

it.each([
  ['binance:BTC/USDT', 'BTC'],
  ['binance:ETH/USDT:USDT', 'ETH'],
  ['BTC', 'BTC'],
])('%s is of %s', (instrumentId, base) => {
  expect(baseAsset(instrumentId)).toBe(base);
});
