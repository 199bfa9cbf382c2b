import { type OrderIntent, pass, seededRandom } from '@sigmax/core';
import { bar, describeGuard, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { maxClusterExposure } from './max-cluster-exposure';

const ids = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'] as const;
const [btc, eth, sol] = ids;
const order = (instrumentId: string, quantity: number, side: 'buy' | 'sell' = 'buy'): OrderIntent => ({
  type: 'market',
  instrumentId,
  side,
  quantity,
});
const account = (fields: PortfolioFields = {}) =>
  portfolioOf({ equity: 1_000, price: { [btc]: 100, [eth]: 10, [sol]: 1 }, instrumentIds: ids, ...fields });
const named = (clusters: Record<string, string[]>, limit = 0.5) => maxClusterExposure({ limit, clusters });

describe('maxClusterExposure of named clusters', () => {
  const guard = named({ large: [btc, eth] });
  const check = (intent: OrderIntent, portfolio = account()) => guard.check?.(intent, portfolio, guard.initial);

  it('passes up to the limit, shrinks to what is left, denies when nothing is', () => {
    const portfolio = account({ quantity: { [eth]: 10 }, pending: { [eth]: { buy: 10, sell: 99 } } });
    expect(check(order(btc, 3), portfolio)).toBe(pass);
    expect(check(order(btc, 3.00000001), portfolio)).toMatchObject({ type: 'shrink', quantity: 3 });
    expect(check(order(btc, 1), account({ quantity: { [eth]: 50 } }))).toEqual({
      type: 'deny',
      code: 'CLUSTER_ABOVE_LIMIT',
      limit: 0.5,
      observed: 0.6,
    });
  });

  it('leaves an instrument outside alone, whatever is broken', () => {
    expect(check(order(sol, 1e9))).toBe(pass);
    expect(check(order(sol, 1), account({ equity: Number.NaN }))).toBe(pass);
  });

  it('counts another instrument of the same asset', () => {
    const prices = { [btc]: 100, 'other:BTC/USDC': 100 };
    const portfolio = portfolioOf({
      equity: 1_000,
      price: prices,
      assetValue: { USDC: 1 },
      quantity: { 'other:BTC/USDC': 4 },
    });
    expect(check(order(btc, 2), portfolio)).toMatchObject({ type: 'shrink', quantity: 1 });
    expect(check(order('other:BTC/USDC', 2), portfolio)).toMatchObject({ type: 'shrink', quantity: 1 });
  });

  it('takes the tightest of several clusters, in any order', () => {
    const clusters = { first: [btc, eth], second: [btc, sol], third: [eth, sol] };
    const portfolio = account({ quantity: { [eth]: 10, [sol]: 300 } });
    for (const entries of [Object.entries(clusters), Object.entries(clusters).reverse()]) {
      const several = named(Object.fromEntries(entries));
      expect(several.check?.(order(btc, 2), portfolio, several.initial)).toBe(pass);
      expect(several.check?.(order(btc, 5), portfolio, several.initial)).toMatchObject({ quantity: 2 });
      const full = account({ quantity: { [eth]: 10, [sol]: 500 } });
      expect(several.check?.(order(btc, 5), full, several.initial)).toMatchObject({ type: 'deny' });
    }
  });

  it('lets reductions pass', () => {
    expect(check(order(btc, 9, 'sell'), account({ quantity: { [btc]: 9 } }))).toBe(pass);
  });

  it('denies what it cannot measure', () => {
    for (const broken of [Number.NaN, Infinity, -Infinity, 0, -1]) {
      expect(check(order(btc, 1), account({ equity: broken }))).toMatchObject({ code: 'EQUITY_UNKNOWN' });
      expect(check(order(btc, 1), account({ price: { [btc]: broken } }))).toMatchObject({ code: 'PRICE_UNKNOWN' });
      expect(check(order(btc, broken))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
  });

  it('names its instruments once each', () => {
    expect(named({ first: [btc, eth], second: [btc] }).instruments).toEqual([btc, eth]);
    expect(guard.update).toBeUndefined();
  });
});

describe('maxClusterExposure of measured clusters', () => {
  const guard = maxClusterExposure({ limit: 0.5, correlation: { threshold: 0.7, decay: 0.97, minimumBars: 20 } });

  /** Ether follows bitcoin, solana goes its own way. */
  const after = (bars: number) => {
    const random = seededRandom(4);
    const price = [100, 10, 1];
    let state = structuredClone(guard.initial);
    for (let index = 0; index < bars; index++) {
      const [common, own] = [random.normal(), random.normal()];
      [common, common, own].forEach((value, place) => {
        price[place] = (price[place] as number) * (1 + 0.01 * value + 0.001 * random.normal());
      });
      const timeMs = (index + 1) * 60_000;
      const moved = ids.map((instrumentId, place) => bar({ instrumentId, timeMs, close: price[place] as number }));
      state = guard.update!(state, { type: 'snapshot', timeMs, bars: moved }, account());
    }
    return state;
  };
  const check = (intent: OrderIntent, bars: number, quantity = {}) =>
    guard.check?.(intent, account({ quantity }), after(bars));

  it('takes everything for one cluster before it knows better', () => {
    for (const bars of [0, 1, 20]) {
      expect(check(order(btc, 3), bars, { [sol]: 300 })).toMatchObject({ type: 'shrink', quantity: 2 });
    }
  });

  it('takes everything for one cluster while its state is about other assets', () => {
    const saved = { ...structuredClone(guard.initial), cluster: [0, 1] };
    const verdict = guard.check?.(order(btc, 3), account({ quantity: { [eth]: 30 } }), saved);
    expect(verdict).toMatchObject({ type: 'shrink', quantity: 2 });
  });

  it('adds up what moves together and leaves the rest apart', () => {
    expect(check(order(btc, 5), 100, { [sol]: 300 })).toBe(pass);
    expect(check(order(btc, 5), 100, { [eth]: 30 })).toMatchObject({ type: 'shrink', quantity: 2 });
    expect(check(order(sol, 300), 100, { [eth]: 30 })).toBe(pass);
  });
});

it('takes a limit, and one kind of clusters', () => {
  const correlation = { threshold: 0.7, decay: 0.97, minimumBars: 20 };
  expect(() => maxClusterExposure({ clusters: { a: [btc] } } as never)).toThrow('limit was undefined');
  for (const options of [{}, { clusters: { a: [btc] }, correlation }]) {
    expect(() => maxClusterExposure({ limit: 0.5, ...options })).toThrow('expected exactly one of');
  }
  expect(() => named({})).toThrow('expected at least one cluster');
  expect(() => named({ a: [] })).toThrow('clusters.a');
  expect(() => named({ a: ['BTC'] })).toThrow('expected venue:BASE/QUOTE');
  for (const wrong of [{ threshold: 1 }, { decay: 1 }, { decay: 0 }, { minimumBars: 1 }, { minimumBars: 2.5 }]) {
    const given = { ...correlation, ...wrong };
    expect(() => maxClusterExposure({ limit: 0.5, correlation: given })).toThrow('correlation.');
  }
});

describeGuard({
  name: 'maxClusterExposure of a named cluster',
  make: () => maxClusterExposure({ limit: 0.6, clusters: { all: ['demo:BTC/USDT', 'demo:ETH/USDT'] } }),
  reads: ['price', 'quantity', 'equity'],
});

describeGuard({
  name: 'maxClusterExposure of measured clusters',
  make: () => maxClusterExposure({ limit: 0.3, correlation: { threshold: 0.5, decay: 0.97, minimumBars: 20 } }),
  reads: ['price', 'quantity', 'equity'],
});
