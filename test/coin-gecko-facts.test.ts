import { coinGeckoGlobal, coinGeckoMarkets, readSource } from '@sigmax/adapters/research';
import { evidence, evidenceStore, fundamentalFacts, fundamentalRatios } from '@sigmax/agents';
import { expect, it } from 'vitest';

const row = (id: string, symbol: string, market_cap: number, circulating_supply: number) => ({
  id,
  symbol,
  name: id,
  current_price: market_cap / circulating_supply,
  market_cap,
  market_cap_rank: 1,
  fully_diluted_valuation: market_cap * 1.05,
  total_volume: market_cap / 50,
  price_change_percentage_24h: -2.5,
  circulating_supply,
  total_supply: circulating_supply * 1.25,
  max_supply: null,
  ath: 1e6,
  roi: null,
  last_updated: '2026-11-22T11:00:00.000Z',
});

const total = {
  data: {
    total_market_cap: { usd: 2.4e12 },
    total_volume: { usd: 9e10 },
    market_cap_percentage: { btc: 54 },
    updated_at: 1_795_345_200,
  },
};

const answering = (answer: unknown) => async () => Response.json(answer);
const atMs = Date.UTC(2026, 10, 22, 12);
const clock = { nowMs: () => atMs, after: () => () => undefined };

it('what CoinGecko says becomes facts and ratios of each coin, with no mapping in between', async () => {
  const rows = [row('bitcoin', 'btc', 1_300_000, 20), row('ethereum', 'eth', 365_000, 120)];
  const coins = ['bitcoin', 'ethereum'];
  const known = evidenceStore([
    ...(await readSource(coinGeckoMarkets({ coins, fetch: answering(rows) }), { clock })),
    ...(await readSource(coinGeckoGlobal({ fetch: answering(total) }), { clock })),
    evidence({
      kind: 'fundamental',
      source: 'fees',
      receivedAtMs: atMs,
      content: { feesPerDayUsd: 20 },
      instrumentIds: ['binance:ETH/USDT'],
    }),
  ]);
  const factsOf = (instrumentId: string) => fundamentalFacts(known.at(instrumentId, atMs), instrumentId, atMs);
  expect(factsOf('binance:BTC/USDT').values).toEqual({
    marketCapUsd: 1_300_000,
    circulatingSupply: 20,
    totalSupply: 25,
  });
  const { priceToFees, circulatingShare, marketValueToLocked } = fundamentalRatios(factsOf('binance:ETH/USDT'));
  expect([priceToFees, circulatingShare, marketValueToLocked]).toEqual([50, 0.8, undefined]);
});

it('amounts in another currency are no facts in dollars', async () => {
  const source = coinGeckoMarkets({
    coins: ['bitcoin'],
    quote: 'eur',
    fetch: answering([row('bitcoin', 'btc', 9, 2)]),
  });
  const items = await readSource(source, { clock });
  expect(fundamentalFacts(items, 'binance:BTC/USDT', atMs).values).toEqual({ circulatingSupply: 2, totalSupply: 2.5 });
});
