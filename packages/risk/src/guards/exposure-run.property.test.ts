import {
  createBot,
  defineStrategy,
  type Guard,
  type OrderIntent,
  orders,
  type Portfolio,
  type Random,
  seededRandom,
  simulatedBroker,
} from '@sigmax/core';
import { barsFromCloses } from '@sigmax/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { maxClusterExposure } from './max-cluster-exposure';
import { maxGrossExposure } from './max-gross-exposure';
import { maxLeverage } from './max-leverage';
import { maxOpenOrders } from './max-open-orders';
import { maxPosition } from './max-position';
import { maxWeight } from './max-weight';
import { minimumCash } from './minimum-cash';

const [btc, other, eth] = ['demo:BTC/USDT', 'other:BTC/USDT', 'demo:ETH/USDT'] as const;
const ids = [btc, other, eth] as const;
const single = [btc, eth] as const;

/**
 * Closes that stand at 100 while bars reach 10 % up and down: limits fill inside of them and the marks stay, so that nothing
 * but fills moves an exposure.
 */
const market = (traded: readonly string[]) =>
  traded.map((instrumentId) => barsFromCloses(Array(30).fill(100), { instrumentId, wick: 0.1, volume: 10 }));

/** An order that cannot lose against the mark when it fills: at market, or with a limit on its good side. */
const anyIntent = (random: Random, traded: readonly string[]): OrderIntent => {
  const side = random.integer(3) === 0 ? 'sell' : 'buy';
  const distance = 0.5 + 9 * random.uniform();
  const base = {
    instrumentId: traded[random.integer(traded.length)] as string,
    side,
    quantity: Math.ceil(100 * random.uniform() * random.uniform() * 30) / 100,
    reduceOnly: random.integer(5) === 0,
    ...(side === 'buy' && random.integer(3) === 0 ? { bracket: { takeProfitPrice: 101 + random.integer(9) } } : {}),
  } as const;
  if (random.integer(2) === 0) return { ...base, type: 'market' };
  return { ...base, type: 'limit', limitPrice: side === 'buy' ? 100 - distance : 100 + distance };
};

interface Case {
  readonly name: string;
  readonly guard: () => Guard;
  readonly limit: number;
  readonly traded?: readonly string[];
  readonly figure: (portfolio: Portfolio) => number;
}

const value = (portfolio: Portfolio, asset: string): number => 100 * portfolio.cash(asset);
const both = (portfolio: Portfolio): number => value(portfolio, 'BTC') + value(portfolio, 'ETH');

const cases: readonly Case[] = [
  { name: 'maxGrossExposure', guard: () => maxGrossExposure({ limit: 2_500 }), limit: 2_500, figure: both },
  {
    name: 'maxLeverage',
    guard: () => maxLeverage({ limit: 0.25 }),
    limit: 0.25,
    figure: (portfolio) => both(portfolio) / portfolio.equity,
  },
  {
    name: 'maxClusterExposure',
    guard: () => maxClusterExposure({ limit: 0.2, clusters: { coins: [btc, eth] } }),
    limit: 0.2,
    figure: (portfolio) => both(portfolio) / portfolio.equity,
  },
  {
    name: 'maxWeight',
    guard: () => maxWeight({ limit: 0.15 }),
    limit: 0.15,
    traded: single,
    figure: (portfolio) => Math.max(value(portfolio, 'BTC'), value(portfolio, 'ETH')) / portfolio.equity,
  },
  {
    name: 'maxPosition',
    guard: () => maxPosition({ limits: { [btc]: 12, [eth]: 8 } }),
    limit: 1,
    traded: single,
    figure: (portfolio) => Math.max(portfolio.cash('BTC') / 12, portfolio.cash('ETH') / 8),
  },
  {
    name: 'minimumCash',
    guard: () => minimumCash({ reserves: { USDT: 8_500 }, costRate: 0 }),
    limit: -8_500,
    figure: (portfolio) => -portfolio.cash('USDT'),
  },
  {
    name: 'maxOpenOrders',
    guard: () => maxOpenOrders({ limit: 3 }),
    limit: 3,
    // Exits always leave.
    figure: ({ openOrders }) => openOrders.filter(({ side }) => side === 'buy').length,
  },
];

describe.each(cases)('a bot with $name', ({ guard, limit, figure, traded = ids }) => {
  it('never gets beyond the limit by fills, in parts or whole', () => {
    let [denied, shrunk, filled] = [0, 0, 0];
    fc.assert(
      fc.property(fc.integer(), fc.nat(5), (seed, brought) => {
        const figures: number[] = [];
        const reckless = defineStrategy({
          name: 'reckless',
          start: () => {
            const random = seededRandom(seed);
            return ({ portfolio }) => {
              figures.push(figure(portfolio));
              const intents = Array.from({ length: random.integer(4) }, () => anyIntent(random, traded));
              return orders(intents, { cancel: random.integer(6) === 0 ? 'all' : [] });
            };
          },
        });
        const bot = createBot({
          strategy: reckless(),
          guards: [guard()],
          cash: { USDT: 10_000, BTC: brought },
          reportingAsset: 'USDT',
        });
        const { fillCount, deniedCount, events } = bot.backtest({
          market: market(traded),
          broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0, volumeShare: 0.3 }),
        });
        filled += fillCount;
        denied += deniedCount;
        shrunk += events.filter(({ type }) => type === 'order-shrunk').length;
        expect(Math.max(...figures)).toBeLessThanOrEqual(limit + 1e-9 * Math.abs(limit));
      }),
      profile(20, 1_500),
    );
    expect(Math.min(filled, denied + shrunk)).toBeGreaterThan(100);
  });
});
