import { type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { minimumCash } from './minimum-cash';
import { openOrder } from './open-order.test-helper';

const btc = 'demo:BTC/USDT';
const eth = 'demo:ETH/USDT';
const ethBtc = 'demo:ETH/BTC';
const market = (quantity: number, side: 'buy' | 'sell' = 'buy', instrumentId = btc): OrderIntent => ({
  type: 'market',
  instrumentId,
  side,
  quantity,
});
const account = (fields: PortfolioFields = {}) =>
  portfolioOf({ cash: { USDT: 1_000, BTC: 2 }, price: { [btc]: 100, [eth]: 10, [ethBtc]: 0.1 }, ...fields });
const check = (
  intent: OrderIntent,
  portfolio = account(),
  options: Partial<Parameters<typeof minimumCash>[0]> = {},
) => {
  const guard = minimumCash({ reserves: { USDT: 500 }, costRate: 0, ...options });
  return guard.check?.(intent, portfolio, guard.initial);
};

describe('minimumCash', () => {
  it('leaves the reserve to the last cent, shrinks what would take it, denies when it is touched already', () => {
    expect(check(market(5))).toBe(pass);
    expect(check(market(5.00000001))).toMatchObject({ type: 'shrink', quantity: 5, limit: 500 });
    expect(check(market(1), account({ cash: { USDT: 500 } }))).toEqual({
      type: 'deny',
      code: 'CASH_BELOW_RESERVE',
      limit: 500,
      observed: 400,
    });
  });

  it('counts what a purchase may cost: its limit, or the worst price, and fees on top', () => {
    expect(check({ ...market(5), type: 'limit', limitPrice: 100 } as OrderIntent)).toBe(pass);
    expect(check({ ...market(5), type: 'limit', limitPrice: 125 } as OrderIntent)).toMatchObject({ quantity: 4 });
    expect(check(market(5), account({ sweepPrice: { [btc]: 125 } }))).toMatchObject({ quantity: 4 });
    expect(check(market(5), account(), { costRate: 0.25 })).toMatchObject({ quantity: 4 });
  });

  it('counts open purchases at their limits, in whichever instrument, and no open sale', () => {
    const openOrders = [
      openOrder({ instrumentId: btc, quantity: 2, filledQuantity: 1, limitPrice: 90 }),
      openOrder({ instrumentId: btc, quantity: 1, limitPrice: undefined, type: 'stop', stopPrice: 120 }),
      openOrder({ instrumentId: eth, quantity: 4, limitPrice: undefined, type: 'market' }),
      openOrder({ instrumentId: btc, side: 'sell', quantity: 7, limitPrice: 110 }),
    ];
    const pending = { [btc]: { buy: 2, sell: 7 }, [eth]: { buy: 4 } };
    const portfolio = account({ openOrders, pending });
    // 500 less 90, 120 and 40.
    expect(check(market(2.5), portfolio)).toBe(pass);
    expect(check(market(2.6), portfolio)).toMatchObject({ type: 'shrink', quantity: 2.5 });
    // 500 less 312.5 with costs, at 125 each.
    expect(check(market(1.5), portfolio, { costRate: 0.25 })).toBe(pass);
    expect(check(market(1.6), portfolio, { costRate: 0.25 })).toMatchObject({ type: 'shrink', quantity: 1.5 });
  });

  it('counts reduce-only purchases, unless they close a short', () => {
    const openOrders = [openOrder({ instrumentId: btc, quantity: 2, isReduceOnly: true })];
    expect(check(market(3), account({ openOrders }))).toBe(pass);
    expect(check(market(3.1), account({ openOrders }))).toMatchObject({ type: 'shrink', quantity: 3 });
    const short = account({ cash: { USDT: 1_000, BTC: -2 }, quantity: { [btc]: -2 }, openOrders });
    expect(check(market(5), short)).toBe(pass);
  });

  it('counts delayed purchases at the last price', () => {
    const openOrders = [openOrder({ instrumentId: btc, quantity: 0.1, limitPrice: 90 })];
    const portfolio = account({ openOrders, pending: { [btc]: { buy: 0.3 } } });
    // 500 less 9 for the open order and 20 for the delayed one.
    expect(check(market(4.71), portfolio)).toBe(pass);
    expect(check(market(4.72), portfolio)).toMatchObject({ type: 'shrink' });
  });

  it('holds sales of an asset with a reserve to it, and what pays with it', () => {
    const reserves = { BTC: 0.5 };
    expect(check(market(1.5, 'sell'), account(), { reserves })).toBe(pass);
    expect(check(market(1.6, 'sell'), account(), { reserves })).toMatchObject({ type: 'shrink', quantity: 1.5 });
    expect(check(market(16, 'buy', ethBtc), account(), { reserves })).toMatchObject({ type: 'shrink', quantity: 15 });
    const promised = account({ pending: { [btc]: { sell: 1 }, [ethBtc]: { buy: 2 } } });
    // Of 2 one is promised by a sale and 0.2 by a purchase.
    expect(check(market(1, 'sell'), promised, { reserves })).toMatchObject({ type: 'shrink' });
    expect(check(market(0.3, 'sell'), promised, { reserves })).toBe(pass);
    expect(check(market(0.31, 'sell'), promised, { reserves })).toMatchObject({ type: 'shrink' });
  });

  it('lets reduce-only orders pass, and what gives away another asset', () => {
    expect(
      check({ ...market(99), reduceOnly: true }, portfolioOf({ cash: { BTC: -99 }, quantity: { [btc]: -99 } })),
    ).toBe(pass);
    expect(check({ ...market(99), reduceOnly: true })).toMatchObject({ type: 'shrink' });
    expect(check({ ...market(99, 'sell'), reduceOnly: true }, account(), { reserves: { BTC: 2 } })).toBe(pass);
    expect(check(market(99, 'sell'))).toBe(pass);
    expect(check(market(Number.NaN, 'sell'))).toBe(pass);
  });

  it('denies what it cannot count', () => {
    for (const broken of [Number.NaN, Infinity, 0, -1]) {
      expect(check(market(1), account({ price: { [btc]: broken } }))).toMatchObject({ code: 'PRICE_UNKNOWN' });
      expect(check(market(broken))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
    const unpriced = account({ price: { [btc]: 100 }, instrumentIds: [btc, eth], pending: { [eth]: { buy: 1 } } });
    expect(check(market(1), unpriced)).toMatchObject({ type: 'deny', code: 'CASH_BELOW_RESERVE', observed: 0 });
    expect(check(market(1), account({ cash: { USDT: Number.NaN } }))).toMatchObject({ type: 'deny', observed: 0 });
  });

  it('has no default reserve and no default cost', () => {
    expect(() => minimumCash({ costRate: 0 } as never)).toThrow('minimumCash: reserves was undefined');
    expect(() => minimumCash({ reserves: { USDT: 1 } } as never)).toThrow('costRate was undefined');
    expect(() => minimumCash({ reserves: {}, costRate: 0 })).toThrow('reserves was {}');
    expect(() => minimumCash({ reserves: { USDT: -1 }, costRate: 0 })).toThrow('was -1');
  });
});

describeGuard({
  name: 'minimumCash',
  make: () => minimumCash({ reserves: { USDT: 2_000, BTC: 0 }, costRate: 0.002 }),
  reads: ['quantity'],
});
