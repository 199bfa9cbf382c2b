import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evidence, type Json } from '../../opinion/evidence';
import { evidenceStore } from '../../opinion/evidence-store';
import { answerOf, instrumentId, situationAt } from '../../opinion/situation.test-helper';
import { profile } from '../../testing-profile.test-helper';
import { fundamentalAgent } from './fundamental-agent';
import { fundamentalFacts } from './fundamental-facts';
import { fundamentalRatios } from './fundamental-ratios';

const fact = (content: Json, receivedAtMs = 500, more = {}) =>
  evidence({ kind: 'fundamental', source: 'facts', receivedAtMs, content, ...more });

const make = (more = {}) =>
  fundamentalAgent({ maximumAgeMs: 1_000, minimumRatios: 2, horizonMs: 1e6, maximumConfidence: 0.6, ...more });

const whole = fact({
  marketCapUsd: 36_500,
  tvlUsd: 7_300,
  feesPerDayUsd: 2,
  revenuePerDayUsd: 1,
  chainVolumePerDayUsd: 730,
  circulatingSupply: 65,
  totalSupply: 100,
  activeAddresses: 10,
  tvlChange30d: 0.05,
});

it('ratios are what their formulas say', () => {
  expect(fundamentalRatios(fundamentalFacts([whole], instrumentId, 500))).toEqual({
    priceToFees: 50,
    priceToSales: 100,
    marketValueToLocked: 5,
    nvt: 50,
    velocity: 7.3,
    valueToMetcalfe: 365,
    circulatingShare: 0.65,
    lockedGrowth: 0.05,
  });
});

it('what is missing, zero or impossible gives no ratio and never a number that is none', () => {
  const odd = fact({
    marketCapUsd: 1e308,
    feesPerDayUsd: 0,
    tvlUsd: -5,
    chainVolumePerDayUsd: 1e-300,
    totalSupply: 'many',
  });
  const ratios = Object.values(fundamentalRatios(fundamentalFacts([odd], instrumentId, 500)));
  expect(ratios.filter((value) => value !== undefined && !Number.isFinite(value))).toEqual([]);
  expect(ratios.filter((value) => value !== undefined)).toHaveLength(1);
});

it('has an opinion with its facts, their hash and its confidence by what is known', () => {
  const facts = fundamentalFacts([whole], instrumentId, 1_000);
  const answer = answerOf(make(), situationAt(1_000, [whole]));
  // P/F (100 − 230 + …): scores by hand 130/170, −1, 1.5/8.5, 0.25, 0, 0.
  expect(answer).toMatchObject({ type: 'opinion', confidence: 0.6, evidence: [whole.id] });
  expect((answer as { score: number }).score).toBeCloseTo((130 / 170 - 1 + 1.5 / 8.5 + 0.25 + 0 + 0) / 6, 12);
  expect(answer.reason).toContain(facts.hash);
  const two = answerOf(make(), situationAt(1_000, [fact({ marketCapUsd: 100, tvlUsd: 100, feesPerDayUsd: 1 })]));
  expect((two as { confidence: number }).confidence).toBeCloseTo(0.2, 12);
});

it('abstains by type', () => {
  expect(answerOf(make(), situationAt(1_000, []))).toMatchObject({ code: 'no-data' });
  expect(answerOf(make(), situationAt(1_501, [whole]))).toMatchObject({ code: 'stale-data' });
  const other = fact({ marketCapUsd: 1, tvlUsd: 1, feesPerDayUsd: 1 }, 500, { instrumentIds: ['demo:ETH/USDT'] });
  expect(answerOf(make(), situationAt(1_000, [other]))).toMatchObject({ code: 'no-data' });
});

it('a restated value counts from when it was received, and the hash tells the two apart', () => {
  const restated = fact({ tvlUsd: 99 }, 900);
  const before = fundamentalFacts([whole], instrumentId, 899);
  expect(fundamentalFacts([restated, whole], instrumentId, 899)).toEqual(before);
  const after = fundamentalFacts([restated, whole], instrumentId, 900);
  expect(after.values.tvlUsd).toBe(99);
  expect(after.hash).not.toBe(before.hash);
});

it('what comes later changes no decision before it', () => {
  const drafts = fc.array(
    fc.record({ atMs: fc.nat(2_000), marketCapUsd: fc.nat(1_000), tvlUsd: fc.nat(100), feesPerDayUsd: fc.nat(10) }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(drafts, fc.nat(2_000), (list, timeMs) => {
      const items = list.map(({ atMs, ...content }, place) => fact(content, atMs, { id: `${place}` }));
      const past = items.filter(({ receivedAtMs }) => receivedAtMs <= timeMs);
      const said = (known: typeof items) =>
        answerOf(make(), situationAt(timeMs, evidenceStore(known).at(instrumentId, timeMs)));
      expect(said(items)).toEqual(said(past));
    }),
    profile(100, 10_000),
  );
});

it.each([{ minimumRatios: 0 }, { maximumConfidence: 2 }, { bands: { nvt: { good: 1, bad: 1, weight: 1 } } }])(
  'refuses %j',
  (wrong) => {
    expect(() => make(wrong)).toThrow(/fundamentalAgent/);
  },
);

/** An item as `coinGeckoMarkets` of `@sigmax/adapters/research` gives it; a test of both packages compares the shapes. */
const coin = (asset: string, marketCap: number, more = {}) =>
  fact({ coin: asset.toLowerCase(), asset, quote: 'usd', price: 10, marketCap, volume24h: 5, ...more });

it("reads coins as CoinGecko's source gives them, each for its own instruments", () => {
  const known = [coin('BTC', 1_000, { circulatingSupply: 19, totalSupply: 20 }), coin('ETH', 300)];
  expect(fundamentalFacts(known, 'x:BTC/USDT', 500).values).toEqual({
    marketCapUsd: 1_000,
    circulatingSupply: 19,
    totalSupply: 20,
  });
  expect(fundamentalFacts(known, 'x:ETH/USDT', 500).values).toEqual({ marketCapUsd: 300 });
  expect(fundamentalFacts(known, 'x:SOL/USDT', 500).values).toEqual({});
  // Named by hand, an asset stands for another one.
  const wrapped = fact({ asset: 'WETH', quote: 'usd', marketCap: 7 }, 500, { instrumentIds: ['x:ETH/USDT'] });
  expect(fundamentalFacts([wrapped], 'x:ETH/USDT', 500).values).toEqual({ marketCapUsd: 7 });
});

it('takes no value in another currency for dollars, and no value of the market for one of a coin', () => {
  const euros = coin('BTC', 900, { quote: 'eur' });
  const market = fact({ totalMarketCapUsd: 2.4e12, dominance: { btc: 0.54 } });
  expect(fundamentalFacts([euros, market], 'x:BTC/USDT', 500).values).toEqual({});
});
