import { type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { maxLeverage } from './max-leverage';

const btc = 'demo:BTC/USDT';
const eth = 'demo:ETH/USDT';
const order = (side: 'buy' | 'sell', quantity: number): OrderIntent => ({
  type: 'market',
  instrumentId: btc,
  side,
  quantity,
});
const account = (fields: PortfolioFields = {}) =>
  portfolioOf({ equity: 1_000, price: { [btc]: 100, [eth]: 10 }, ...fields });
const check = (intent: OrderIntent, portfolio = account(), limit = 2) => {
  const guard = maxLeverage({ limit });
  return guard.check?.(intent, portfolio, guard.initial);
};

describe('maxLeverage', () => {
  it('passes up to the limit, shrinks to what is left, denies when nothing is', () => {
    expect(check(order('buy', 20))).toBe(pass);
    expect(check(order('buy', 20.00000001))).toMatchObject({ type: 'shrink', quantity: 20, limit: 2 });
    expect(check(order('sell', 1), account({ quantity: { [btc]: -20 } }))).toEqual({
      type: 'deny',
      code: 'LEVERAGE_ABOVE_LIMIT',
      limit: 2,
      observed: 2.1,
    });
  });

  it('counts every position and open order, longs and shorts', () => {
    const fields = { quantity: { [eth]: -50 }, pending: { [eth]: { sell: 10 }, [btc]: { buy: 4 } } };
    expect(check(order('buy', 10), account(fields))).toBe(pass);
    expect(check(order('buy', 11), account(fields))).toMatchObject({ type: 'shrink', quantity: 10 });
  });

  it('lets reductions pass, above the limit and without a price or equity', () => {
    expect(check(order('sell', 90), account({ quantity: { [btc]: 90 }, equity: 1 }))).toBe(pass);
    expect(check(order('sell', 90), portfolioOf({ quantity: { [btc]: 90 }, equity: -5 }))).toBe(pass);
  });

  it('denies what it cannot measure', () => {
    for (const broken of [Number.NaN, Infinity, -Infinity, 0, -1]) {
      expect(check(order('buy', 1), account({ equity: broken }))).toMatchObject({ code: 'EQUITY_UNKNOWN' });
      expect(check(order('buy', 1), account({ price: { [btc]: broken } }))).toMatchObject({ code: 'PRICE_UNKNOWN' });
      expect(check(order('buy', broken))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
  });

  it('has no default limit', () => {
    expect(() => maxLeverage({} as never)).toThrow('maxLeverage: limit was undefined');
    for (const limit of [0, -1, 201, Number.NaN]) expect(() => maxLeverage({ limit })).toThrow(`limit was ${limit}`);
  });
});

describeGuard({
  name: 'maxLeverage',
  make: () => maxLeverage({ limit: 0.8 }),
  reads: ['price', 'quantity', 'equity'],
});
