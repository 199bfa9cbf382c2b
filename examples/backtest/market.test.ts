import { expect, it } from 'vitest';
import { loadMarket, symbolOfFile } from './market';
import { readSettings } from './settings';

it.each([
  ['bars/BTCUSDT.csv', 'BTC/USDT'],
  ['ETHUSDT_1h.csv', 'ETH/USDT'],
  ['ADA_BTC-5m.csv', 'ADA/BTC'],
  ['XRPUSDT-perp-5m.csv.gz', 'XRP/USDT'],
  ['sol-usdc.json', 'SOL/USDC'],
  ['btc-perp-1m.csv', undefined],
  ['prices.csv', undefined],
  ['USDT.csv', undefined],
])('the name %s says %s', (file, symbol) => {
  expect(symbolOfFile(file)).toBe(symbol);
});

it('simulates as many instruments as a strategy needs', async () => {
  const market = await loadMarket(readSettings(['--bars', '10']), 3);
  expect(market.map(({ instrumentId }) => instrumentId)).toEqual([
    'simulated:BTC/USDT',
    'simulated:ETH/USDT',
    'simulated:SOL/USDT',
  ]);
  expect(market.every(({ isSimulated, length }) => isSimulated && length === 10)).toBe(true);
});

it.each([
  [['--data', 'no/such/file.csv'], /--data was "no\/such\/file.csv"/],
  [['--symbol', 'BTCUSDT'], /--symbol was "BTCUSDT".*BASE\/QUOTE/],
])('%j is refused', async (argv, says) => {
  await expect(loadMarket(readSettings(argv), 1)).rejects.toThrow(says);
});
