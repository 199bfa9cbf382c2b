import { expect, it } from 'vitest';
import { baseAsset, quoteAsset } from './instrument-assets';

it('reads both assets of an id, and again the second time', () => {
  for (let time = 0; time < 2; time++) {
    expect(baseAsset('binance:BTC/USDT')).toBe('BTC');
    expect(quoteAsset('binance:BTC/USDT')).toBe('USDT');
    expect(baseAsset('kraken:ETH/BTC')).toBe('ETH');
    expect(quoteAsset('kraken:ETH/BTC')).toBe('BTC');
  }
});
