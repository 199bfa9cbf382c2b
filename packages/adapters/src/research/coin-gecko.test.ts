import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { readSource } from '../internal/sources/read-source';
import { describeFaults } from '../internal/sources/source-faults.test-helper';
import { coinGeckoGlobal } from './coin-gecko-global';
import { coinGeckoMarkets } from './coin-gecko-markets';

const apiKey = 'CG-c0ffee12345678';

const market = (id: string, symbol: string, price: number) => ({
  id,
  symbol,
  name: id,
  current_price: price,
  market_cap: price * 1_000,
  market_cap_rank: 1,
  fully_diluted_valuation: price * 1_100,
  total_volume: price * 50,
  price_change_percentage_24h: -2.5,
  circulating_supply: 1_000,
  total_supply: 1_050,
  max_supply: null,
  ath: price * 2,
  roi: null,
  last_updated: '2026-11-22T11:00:00.000Z',
});

const markets = [market('bitcoin', 'btc', 64_000), market('ethereum', 'eth', 3_200)];

const total = {
  data: {
    active_cryptocurrencies: 17_000,
    markets: 1_200,
    total_market_cap: { btc: 4e7, usd: 2.4e12 },
    total_volume: { usd: 9e10 },
    market_cap_percentage: { btc: 54, eth: 12 },
    market_cap_change_percentage_24h_usd: -1.5,
    updated_at: 1_795_345_200,
  },
};

const twice = (body: string): string => JSON.stringify((JSON.parse(body) as unknown[]).flatMap((row) => [row, row]));

describeFaults({
  name: 'coinGeckoMarkets',
  make: (baseUrl, options) => coinGeckoMarkets({ apiKey, coins: ['bitcoin', 'ethereum'], baseUrl, ...options }),
  good: () => JSON.stringify(markets),
  contentType: 'application/json; charset=utf-8',
  secrets: [apiKey],
  lists: { twice },
});

describeFaults({
  name: 'coinGeckoGlobal',
  make: (baseUrl, options) => coinGeckoGlobal({ apiKey, baseUrl, ...options }),
  good: () => JSON.stringify(total),
  contentType: 'application/json; charset=utf-8',
  secrets: [apiKey],
});

const answering = (answer: unknown) => {
  const asked: [string, Headers][] = [];
  const fetch = async (url: unknown, init?: RequestInit) => {
    asked.push([String(url), new Headers(init?.headers)]);
    return Response.json(answer);
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
};

it('reads what CoinGecko knows of coins, changes as fractions', async () => {
  const { asked, fetch } = answering(markets);
  const source = coinGeckoMarkets({ coins: ['bitcoin', 'ethereum'], apiKey, plan: 'pro', fetch });
  const items = await readSource(source, { instruments: { BTC: ['x:BTC/USDT'] } });
  const [[url, headers] = []] = asked;
  expect(url).toBe(
    'https://pro-api.coingecko.com/api/v3/coins/markets?vs_currency=usd&ids=bitcoin%2Cethereum&per_page=2&page=1',
  );
  expect(headers?.get('x-cg-pro-api-key')).toBe(apiKey);
  expect(items[0]).toMatchObject({
    kind: 'fundamental',
    trust: 'listed',
    guid: 'bitcoin',
    assets: ['BTC'],
    instrumentIds: ['x:BTC/USDT'],
    publishedAtMs: Date.UTC(2026, 10, 22, 11),
  });
  expect(items[0]?.content).toEqual({
    coin: 'bitcoin',
    asset: 'BTC',
    quote: 'usd',
    price: 64_000,
    marketCap: 64_000_000,
    fullyDilutedValuation: 70_400_000,
    volume24h: 3_200_000,
    change24hFraction: -0.025,
    circulatingSupply: 1_000,
    totalSupply: 1_050,
    allTimeHigh: 128_000,
    rank: 1,
    updatedAt: '2026-11-22T11:00:00.000Z',
  });
});

it.each([
  ['no price', { current_price: null }],
  ['a price of zero', { current_price: 0 }],
  ['a price below zero', { current_price: -1 }],
  ['another coin', { id: 'dogecoin' }],
])('refuses a row with %s and reads the others', async (_, change) => {
  const { fetch } = answering([{ ...markets[0], ...change }, markets[1]]);
  const items = await readSource(coinGeckoMarkets({ coins: ['bitcoin', 'ethereum'], fetch }));
  expect(items.map(({ guid }) => guid)).toEqual(['ethereum']);
});

it.each([[[]], [{}], [{ error: 'coin not found' }]])('%j is none of the coins, which is a failure', async (answer) => {
  const { fetch } = answering(answer);
  await expect(readSource(coinGeckoMarkets({ coins: ['bitcoin'], fetch }))).rejects.toMatchObject({
    code: 'UNEXPECTED_SHAPE',
  });
});

it('reads the market as a whole', async () => {
  const { asked, fetch } = answering(total);
  const [item] = await readSource(coinGeckoGlobal({ fetch }));
  expect(asked[0]?.[0]).toBe('https://api.coingecko.com/api/v3/global');
  expect(item).toMatchObject({
    publishedAtMs: Date.UTC(2026, 10, 22, 11),
    content: {
      totalMarketCapUsd: 2.4e12,
      totalVolume24hUsd: 9e10,
      totalMarketCapChange24hFraction: -0.015,
      dominance: { btc: 0.54, eth: 0.12 },
      activeCoins: 17_000,
      markets: 1_200,
    },
  });
});

it('takes no share above the whole', async () => {
  const { fetch } = answering({ data: { ...total.data, market_cap_percentage: { btc: 540, eth: 'x', sol: 3 } } });
  const [item] = await readSource(coinGeckoGlobal({ fetch }));
  expect(item?.content).toMatchObject({ dominance: { sol: 0.03 } });
});

it.each([
  { coins: [] },
  { coins: ['a b'] },
  { quote: 'U$' },
  { apiKey, baseUrl: 'http://example.org' },
  { apiKey: 'a\nb' },
])('refuses %o', (options) => {
  expect(() => coinGeckoMarkets({ coins: ['bitcoin'], ...options })).toThrow(InvalidOptionsError);
});
