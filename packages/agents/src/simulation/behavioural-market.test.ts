import {
  createBot,
  createSha256,
  defineStrategy,
  ema,
  hold,
  InvalidOptionsError,
  simulatedBroker,
  target,
} from '@sigmax/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { share } from '../testing-profile.test-helper';
import { type BehaviouralMarket, behaviouralMarket } from './behavioural-market';
import type { Biases } from './investors/biases';
import { defaultPersonas } from './investors/persona';
import { type StylisedFacts, stylisedFacts } from './stylised-facts';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const seeds = Array.from({ length: share(6, 40) }, (_, index) => index + 1);

const without = (bias: keyof Biases) =>
  defaultPersonas.map((one) => ({ ...one, biases: { ...one.biases, [bias]: 0 } }));

/**
 * Over seeds of 300 investors and 1,000 bars. Each seed must have the right sign or stay in a wide band; the mean must stay in a narrow
 * one. Independent normal returns fail all of them but the one on returns (see the tests of `stylisedFacts`).
 */
describe('the market has the stylised facts', () => {
  let markets: BehaviouralMarket[];
  let facts: StylisedFacts[];
  beforeAll(() => {
    markets = seeds.map((seed) => behaviouralMarket({ seed, investors: 300, bars: 1_000 }));
    facts = markets.map(({ bars }) => stylisedFacts(bars) as StylisedFacts);
  }, 600_000);

  it('heavy tails: excess kurtosis above 1 for each seed, above 2 in the mean', () => {
    for (const { excessKurtosis } of facts) expect(excessKurtosis).toBeGreaterThan(1);
    expect(mean(facts.map(({ excessKurtosis }) => excessKurtosis))).toBeGreaterThan(2);
  });

  it('clusters of large moves: autocorrelation of |r| at lags 1 to 20, mean above 0.02 for each and 0.06 for all', () => {
    const clusters = facts.map(({ sizeAutocorrelation }) => mean(sizeAutocorrelation));
    for (const value of clusters) expect(value).toBeGreaterThan(0.02);
    expect(mean(clusters)).toBeGreaterThan(0.06);
    for (const { sizeAutocorrelation } of facts) expect(sizeAutocorrelation[0]).toBeGreaterThan(2 / Math.sqrt(999));
  });

  it('no memory of returns: |autocorrelation| at lag 1 below 0.2 for each, 0.08 in the mean; below 0.05 in the mean of lags 2 to 20', () => {
    const first = facts.map(({ returnAutocorrelation }) => returnAutocorrelation[0] as number);
    for (const value of first) expect(Math.abs(value)).toBeLessThan(0.2);
    expect(Math.abs(mean(first))).toBeLessThan(0.08);
    expect(Math.abs(mean(facts.map(({ returnAutocorrelation }) => mean(returnAutocorrelation.slice(1)))))).toBeLessThan(
      0.05,
    );
  });

  it('volume comes with large moves', () => {
    expect(mean(facts.map(({ volumeCorrelation }) => volumeCorrelation))).toBeGreaterThan(0.08);
  });

  it('the disposition effect: gains are realised at least 1.2 times as often as losses, 1.3 in the mean', () => {
    const ratios = markets.map(({ disposition }) => disposition.ratio ?? 0);
    for (const ratio of ratios) expect(ratio).toBeGreaterThan(1.2);
    expect(mean(ratios)).toBeGreaterThan(1.3);
  });

  it('the price stays near the worth that nobody knows', () => {
    for (const { bars, worth } of markets) {
      const distances = Array.from(bars.close, (close, index) => Math.abs(Math.log(close / (worth[index] as number))));
      expect(mean(distances)).toBeLessThan(0.15);
    }
  });
});

describe('a bias does what it is said to do', () => {
  const run = (bias: keyof Biases | undefined, seed: number) =>
    behaviouralMarket({ seed, investors: 300, bars: 400, ...(bias === undefined ? {} : { personas: without(bias) }) });

  it('without disposition gains are not realised more often than losses', () => {
    for (const seed of seeds.slice(0, 3)) {
      const [unbiased, biased] = [
        run('disposition', seed).disposition.ratio ?? 9,
        run(undefined, seed).disposition.ratio ?? 0,
      ];
      expect(unbiased).toBeLessThan(1);
      expect(biased).toBeGreaterThan(1.4 * unbiased);
    }
  });

  it('without overconfidence there is less trading (Odean 1999)', () => {
    for (const seed of seeds.slice(0, 3)) {
      expect(run('overconfidence', seed).tradeCount).toBeLessThan(0.85 * run(undefined, seed).tradeCount);
    }
  });
});

describe('the same seed', () => {
  const bytesOf = ({ bars, worth, mood, ...rest }: BehaviouralMarket): string => {
    const hash = createSha256();
    for (const column of [bars.timeMs, bars.open, bars.high, bars.low, bars.close, bars.volume, worth, mood]) {
      hash.update(new Uint8Array(column.buffer));
    }
    hash.update(new TextEncoder().encode(JSON.stringify(rest)));
    return hash.hex();
  };
  const options = { investors: 100, bars: 50 } as const;

  it('gives the same bytes, another seed others', () => {
    const bytes = bytesOf(behaviouralMarket({ ...options, seed: 7 }));
    expect(bytesOf(behaviouralMarket({ ...options, seed: 7 }))).toBe(bytes);
    expect(bytesOf(behaviouralMarket({ ...options, seed: 8 }))).not.toBe(bytes);
    expect(bytes).toBe('8a207c8b07f12ac9589f5cf54fadf0f293ba062a1c44992e364ec2122f5fbe7a');
  });

  it('a longer market begins with the same bars', () => {
    const [short, long] = [50, 80].map((bars) => behaviouralMarket({ seed: 7, investors: 100, bars }).bars);
    expect(Array.from(long?.close.slice(0, 50) ?? [])).toEqual(Array.from(short?.close ?? [1]));
  });
});

it('is a market for backtests, that says it is simulated', () => {
  const { bars } = behaviouralMarket({
    seed: 7,
    investors: 100,
    bars: 120,
    instrumentId: 'demo:ABC/USDT',
    timeframe: '1h',
    price: 2.5,
  });
  expect(bars).toMatchObject({ instrumentId: 'demo:ABC/USDT', timeframeMs: 3_600_000, isSimulated: true, length: 120 });
  expect(bars.open[0]).toBe(2.5);
  const follow = defineStrategy({
    name: 'follow',
    start: () => {
      const average = ema(10);
      return ({ bar }) => {
        const value = average.next(bar.close);
        return value === undefined ? hold : target(bar.instrumentId, bar.close > value ? 0.5 : 0);
      };
    },
  });
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
  const result = createBot({ strategy: follow(), cash: { USDT: 10_000 } }).backtest({ market: bars, broker });
  expect(result.fills.length).toBeGreaterThan(2);
});

it('takes personas and networks of the caller', () => {
  const personas = [{ ...(defaultPersonas[0] as (typeof defaultPersonas)[0]), name: 'mine', noise: 1 }];
  const { investors, tradeCount } = behaviouralMarket({
    seed: 1,
    investors: 50,
    bars: 30,
    personas,
    network: { type: 'none' },
  });
  expect(new Set(investors.map(({ persona }) => persona))).toEqual(new Set(['mine']));
  expect(tradeCount).toBeGreaterThan(0);
});

it.each([
  { investors: 49 },
  { bars: 0 },
  { price: 0 },
  { personas: [] },
  { network: { type: 'ring' } },
  { seed: 0.5 },
  { agents: 5 },
  { timeframe: '7x' },
])('refuses %o', (wrong) => {
  expect(() => behaviouralMarket({ seed: 1, investors: 50, bars: 1, ...wrong } as never)).toThrow(InvalidOptionsError);
});
