import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { instrumentsOf, tradedAssets } from './traded-assets';

it('puts the instruments of one asset together, in their order', () => {
  const portfolio = portfolioOf({ instrumentIds: ['a:BTC/USDT', 'a:ETH/USDT', 'b:BTC/USDC', 'a:ETH/BTC'] });
  const assets = tradedAssets(portfolio);
  expect(assets).toEqual([
    { asset: 'BTC', instrumentIds: ['a:BTC/USDT', 'b:BTC/USDC'] },
    { asset: 'ETH', instrumentIds: ['a:ETH/USDT', 'a:ETH/BTC'] },
  ]);
  expect(tradedAssets(portfolio)).toBe(assets);
  expect(instrumentsOf('BTC', portfolio)).toEqual(['a:BTC/USDT', 'b:BTC/USDC']);
  expect(instrumentsOf('SOL', portfolio)).toEqual([]);
});
