import { type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { maxNetExposure } from './max-net-exposure';
import { openOrder } from './open-order.test-helper';

const btc = 'demo:BTC/USDT';
const eth = 'demo:ETH/USDT';
const order = (side: 'buy' | 'sell', quantity: number): OrderIntent => ({
  type: 'market',
  instrumentId: btc,
  side,
  quantity,
});
/** An account that owes what it is short of. */
const account = (fields: PortfolioFields = {}) =>
  portfolioOf({
    equity: 1_000,
    price: { [btc]: 100, [eth]: 10 },
    cash: { BTC: fields.quantity?.[btc] ?? 0, ETH: fields.quantity?.[eth] ?? 0 },
    ...fields,
  });
const check = (intent: OrderIntent, portfolio = account(), options: object = { limit: 300 }) => {
  const guard = maxNetExposure(options);
  return guard.check?.(intent, portfolio, guard.initial);
};

describe('maxNetExposure', () => {
  it('passes up to the limit, shrinks to what is left, denies when nothing is, on both sides', () => {
    for (const side of ['buy', 'sell'] as const) {
      expect(check(order(side, 3))).toBe(pass);
      expect(check(order(side, 3.00000001))).toMatchObject({ type: 'shrink', quantity: 3 });
    }
    expect(check(order('buy', 1), account({ quantity: { [btc]: 3 } }))).toEqual({
      type: 'deny',
      code: 'NET_ABOVE_LIMIT',
      limit: 300,
      observed: 400,
    });
    expect(check(order('sell', 1), account({ quantity: { [btc]: -3 } }))).toMatchObject({ type: 'deny' });
  });

  it('sets shorts off against longs', () => {
    expect(check(order('buy', 5), account({ quantity: { [eth]: -20 } }))).toBe(pass);
    expect(check(order('buy', 6), account({ quantity: { [eth]: -20 } }))).toMatchObject({ quantity: 5 });
    expect(check(order('sell', 5), account({ quantity: { [eth]: 20 } }))).toBe(pass);
    expect(check(order('sell', 6), account({ quantity: { [eth]: 20 } }))).toMatchObject({ quantity: 5 });
  });

  it('never counts on an open order that would set something off', () => {
    const pending = { [eth]: { buy: 10, sell: 20 } };
    expect(check(order('buy', 2), account({ pending }))).toBe(pass);
    expect(check(order('buy', 3), account({ pending }))).toMatchObject({ quantity: 2 });
    expect(check(order('sell', 1), account({ pending }))).toBe(pass);
    expect(check(order('sell', 2), account({ pending }))).toMatchObject({ quantity: 1 });
  });

  it('expects exits to fill first', () => {
    const quantity = { [btc]: -3, [eth]: 30 };
    expect(check(order('sell', 3), account({ quantity }))).toBe(pass);
    const sale = openOrder({ instrumentId: eth, side: 'sell', quantity: 20, isReduceOnly: true });
    expect(check(order('sell', 3), account({ quantity, openOrders: [sale] }))).toMatchObject({ quantity: 1 });
    const opposite = { [btc]: 3, [eth]: -30 };
    const purchase = { ...sale, side: 'buy' as const };
    expect(check(order('buy', 3), account({ quantity: opposite }))).toBe(pass);
    expect(check(order('buy', 3), account({ quantity: opposite, openOrders: [purchase] }))).toMatchObject({
      quantity: 1,
    });
  });

  it('lets pass what makes the difference smaller, above the limit too', () => {
    const lopsided = account({ quantity: { [eth]: -90 } });
    expect(check(order('buy', 12), lopsided)).toBe(pass);
    expect(check(order('buy', 13), lopsided)).toMatchObject({ quantity: 12 });
    expect(check(order('sell', 0.5), lopsided)).toMatchObject({ type: 'deny', observed: 950 });
  });

  it('sets nothing off that is not owed: it may be units that were brought and sold', () => {
    const sold = account({ quantity: { [eth]: -20 }, cash: {} });
    expect(check(order('buy', 4), sold)).toMatchObject({ type: 'shrink', quantity: 3 });
    expect(check(order('sell', 2), sold)).toMatchObject({ type: 'shrink', quantity: 1 });
  });

  it('lets reductions pass, uncovered or not', () => {
    const owing = account({ quantity: { [btc]: -9, [eth]: 90 } });
    expect(check({ ...order('buy', 9), reduceOnly: true }, owing)).toBe(pass);
    expect(check(order('sell', 9), account({ quantity: { [btc]: 9, [eth]: -90 } }))).toBe(pass);
  });

  it('counts in fractions of equity', () => {
    expect(check(order('buy', 3), account(), { equityFraction: 0.3 })).toBe(pass);
    expect(check(order('buy', 4), account(), { equityFraction: 0.3 })).toMatchObject({
      quantity: 3,
      limit: 0.3,
      observed: 0.4,
    });
    for (const equity of [Number.NaN, Infinity, 0, -1]) {
      const verdict = check(order('buy', 1), account({ equity }), { equityFraction: 0.3 });
      expect(verdict).toMatchObject({ type: 'deny', code: 'EQUITY_UNKNOWN' });
      expect(check(order('buy', 1), account({ equity }))).toBe(pass);
    }
  });

  it('denies what it cannot value', () => {
    for (const broken of [Number.NaN, Infinity, 0, -1]) {
      expect(check(order('buy', 1), account({ price: { [btc]: broken } }))).toMatchObject({ code: 'PRICE_UNKNOWN' });
      expect(check(order('buy', broken))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
    for (const held of [1, Number.NaN, -Infinity]) {
      const unpriced = portfolioOf({ price: { [btc]: 100 }, quantity: { [eth]: held }, cash: { ETH: held } });
      expect(check(order('buy', 1), unpriced)).toMatchObject({ type: 'deny', code: 'EXPOSURE_UNKNOWN' });
    }
  });

  it('takes exactly one limit', () => {
    for (const options of [{}, { limit: 1, equityFraction: 1 }]) {
      expect(() => maxNetExposure(options)).toThrow('expected exactly one of limit and equityFraction');
    }
    for (const limit of [0, -1, Number.NaN, Infinity])
      expect(() => maxNetExposure({ limit })).toThrow(`limit was ${limit}`);
    expect(maxNetExposure({ equityFraction: 0.5 }).options).toEqual({ equityFraction: 0.5 });
    expect(maxNetExposure({ limit: 5 }).options).toEqual({ limit: 5 });
  });
});

describeGuard({
  name: 'maxNetExposure',
  make: () => maxNetExposure({ limit: 8_000 }),
  reads: ['price', 'quantity'],
});

describeGuard({
  name: 'maxNetExposure as a fraction of equity',
  make: () => maxNetExposure({ equityFraction: 0.6 }),
  reads: ['price', 'quantity', 'equity'],
});
