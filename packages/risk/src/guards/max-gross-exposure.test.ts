import { type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { maxGrossExposure } from './max-gross-exposure';

const btc = 'demo:BTC/USDT';
const eth = 'demo:ETH/USDT';
const order = (side: 'buy' | 'sell', quantity: number): OrderIntent => ({
  type: 'market',
  instrumentId: btc,
  side,
  quantity,
});
const account = (fields: PortfolioFields = {}) => portfolioOf({ price: { [btc]: 100, [eth]: 10 }, ...fields });
const check = (intent: OrderIntent, portfolio = account(), limit = 1_000) => {
  const guard = maxGrossExposure({ limit });
  return guard.check?.(intent, portfolio, guard.initial);
};

describe('maxGrossExposure', () => {
  it('passes up to the limit, shrinks to what is left, denies when nothing is', () => {
    expect(check(order('buy', 10))).toBe(pass);
    expect(check(order('buy', 10.00000001))).toMatchObject({ type: 'shrink', quantity: 10 });
    expect(check(order('buy', 1), account({ quantity: { [eth]: 100 } }))).toEqual({
      type: 'deny',
      code: 'GROSS_ABOVE_LIMIT',
      limit: 1_000,
      observed: 1_100,
    });
  });

  it('adds longs and shorts up', () => {
    expect(check(order('buy', 8), account({ quantity: { [eth]: -20 } }))).toBe(pass);
    expect(check(order('buy', 9), account({ quantity: { [eth]: -20 } }))).toMatchObject({ quantity: 8 });
    expect(check(order('sell', 9), account({ quantity: { [eth]: 20 } }))).toMatchObject({ quantity: 8 });
  });

  it('counts open orders of every instrument as filled, each side on its own', () => {
    const pending = { [btc]: { buy: 1, sell: 6 }, [eth]: { buy: 10, sell: 30 } };
    // Open sales of 30 ether outweigh the purchases of 10.
    expect(check(order('buy', 6), account({ pending }))).toBe(pass);
    expect(check(order('buy', 7), account({ pending }))).toMatchObject({ quantity: 6 });
    expect(check(order('sell', 1), account({ pending }))).toBe(pass);
    expect(check(order('sell', 2), account({ pending }))).toMatchObject({ quantity: 1 });
  });

  it('counts an order at the higher of the last price and its own', () => {
    expect(check({ ...order('buy', 5), type: 'limit', limitPrice: 200 } as OrderIntent)).toBe(pass);
    expect(check({ ...order('buy', 6), type: 'limit', limitPrice: 200 } as OrderIntent)).toMatchObject({ quantity: 5 });
    expect(check({ ...order('buy', 11), type: 'limit', limitPrice: 50 } as OrderIntent)).toMatchObject({
      quantity: 10,
    });
  });

  it('counts what was brought once, whichever instruments trade it', () => {
    const ids = { [btc]: 100, 'other:BTC/USDT': 100 };
    const brought = portfolioOf({ price: ids, cash: { BTC: 4 } });
    expect(check(order('buy', 6), brought)).toBe(pass);
    expect(check(order('buy', 7), brought)).toMatchObject({ quantity: 6 });
  });

  it('lets reductions pass, above the limit and without a price', () => {
    expect(check(order('sell', 20), account({ quantity: { [btc]: 20 } }))).toBe(pass);
    expect(check(order('sell', 20), portfolioOf({ quantity: { [btc]: 20 } }))).toBe(pass);
    expect(check({ ...order('sell', 99), reduceOnly: true }, account())).toBe(pass);
  });

  it('denies what it cannot value', () => {
    for (const price of [Number.NaN, Infinity, 0, -1]) {
      expect(check(order('buy', 1), portfolioOf({ price: { [btc]: price } }))).toMatchObject({ code: 'PRICE_UNKNOWN' });
    }
    for (const quantity of [Number.NaN, Infinity, 0, -0, -1]) {
      expect(check(order('buy', quantity))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
    const unpriced = portfolioOf({ price: { [btc]: 100 }, quantity: { [eth]: 1 } });
    expect(check(order('buy', 1), unpriced)).toMatchObject({ type: 'deny', code: 'EXPOSURE_UNKNOWN', observed: 0 });
    for (const held of [Number.NaN, Infinity]) {
      expect(check(order('buy', 1), account({ quantity: { [btc]: held } }))).toMatchObject({
        code: 'EXPOSURE_UNKNOWN',
      });
    }
  });

  it('has no default limit', () => {
    expect(() => maxGrossExposure({} as never)).toThrow('maxGrossExposure: limit was undefined');
    for (const limit of [0, -1, Number.NaN, Infinity]) {
      expect(() => maxGrossExposure({ limit })).toThrow(`limit was ${limit}`);
    }
  });
});

describeGuard({
  name: 'maxGrossExposure',
  make: () => maxGrossExposure({ limit: 8_000 }),
  reads: ['price', 'quantity'],
});
