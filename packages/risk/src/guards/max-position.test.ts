import { type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { maxPosition } from './max-position';
import { openOrder } from './open-order.test-helper';

const instrumentId = 'demo:BTC/USDT';
const order = (side: 'buy' | 'sell', quantity: number): OrderIntent => ({
  type: 'market',
  instrumentId,
  side,
  quantity,
});
const account = (held: number, pending: { buy?: number; sell?: number } = {}) =>
  portfolioOf({ quantity: { [instrumentId]: held }, pending: { [instrumentId]: pending } });
const check = (intent: OrderIntent, portfolio = account(0), limit = 6) => {
  const guard = maxPosition({ limits: { [instrumentId]: limit } });
  return guard.check?.(intent, portfolio, guard.initial);
};

describe('maxPosition', () => {
  it('passes up to the limit, shrinks to what is left, denies when nothing is', () => {
    expect(check(order('buy', 2), account(3, { buy: 1 }))).toBe(pass);
    expect(check(order('buy', 2.00000001), account(3, { buy: 1 }))).toMatchObject({ type: 'shrink', quantity: 2 });
    expect(check(order('buy', 1), account(3, { buy: 3 }))).toEqual({
      type: 'deny',
      code: 'POSITION_ABOVE_LIMIT',
      limit: 6,
      observed: 7,
    });
  });

  it('takes 0.1 + 0.2 for 0.3', () => {
    expect(check(order('buy', 0.2), account(0.1), 0.3)).toBe(pass);
    expect(check(order('buy', 0.20000001), account(0.1), 0.3)).toMatchObject({ type: 'shrink' });
  });

  it('limits shorts as it limits longs, and never counts on an open order of the other side', () => {
    expect(check(order('sell', 2), account(-3, { sell: 1 }))).toBe(pass);
    expect(check(order('sell', 3), account(-3, { sell: 1 }))).toMatchObject({ type: 'shrink', quantity: 2 });
    expect(check(order('buy', 1), account(6, { sell: 6 }))).toMatchObject({ type: 'deny' });
    expect(check(order('sell', 1), account(-6, { buy: 6 }))).toMatchObject({ type: 'deny' });
  });

  it('lets a position turn in two steps, because an exit may close it first', () => {
    expect(check(order('sell', 6), account(4))).toBe(pass);
    expect(check(order('sell', 7), account(4))).toMatchObject({ quantity: 6 });
    expect(check(order('sell', 11), account(10))).toMatchObject({ quantity: 10 });
    expect(check(order('sell', 9), account(10, { sell: 2 }))).toMatchObject({ quantity: 8 });
  });

  it('counts reduce-only purchases, which may buy back what was brought', () => {
    const openOrders = [openOrder({ quantity: 4, isReduceOnly: true })];
    const sold = portfolioOf({ quantity: { [instrumentId]: -4 }, openOrders });
    expect(check(order('buy', 3), sold)).toMatchObject({ type: 'shrink', quantity: 2 });
    expect(check({ ...order('buy', 3), reduceOnly: true }, sold)).toMatchObject({ type: 'shrink', quantity: 2 });
  });

  it('counts units that were brought', () => {
    const brought = portfolioOf({ cash: { BTC: 5 }, price: { [instrumentId]: 100 } });
    expect(check(order('buy', 2), brought)).toMatchObject({ type: 'shrink', quantity: 1 });
  });

  it('lets reductions pass, above the limit and without one', () => {
    expect(check(order('sell', 9), account(9))).toBe(pass);
    expect(check({ ...order('sell', 50), reduceOnly: true }, account(9))).toBe(pass);
    const other = { ...order('sell', 2), instrumentId: 'demo:ETH/USDT' };
    expect(check(other, portfolioOf({ quantity: { 'demo:ETH/USDT': 2 } }))).toBe(pass);
  });

  it('denies an instrument without a limit, unless told to let it pass', () => {
    const other = { ...order('buy', 1), instrumentId: 'demo:ETH/USDT' };
    expect(check(other)).toMatchObject({ type: 'deny', code: 'LIMIT_UNKNOWN' });
    const guard = maxPosition({ limits: { [instrumentId]: 1 }, others: 'pass' });
    expect(guard.check?.(other, account(0), undefined)).toBe(pass);
  });

  it('denies what is no quantity, and a position that is none', () => {
    for (const quantity of [Number.NaN, Infinity, -Infinity, 0, -0, -1]) {
      expect(check(order('buy', quantity))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
    for (const held of [Number.NaN, Infinity]) {
      expect(check(order('buy', 1), account(held))).toMatchObject({ type: 'deny', code: 'POSITION_ABOVE_LIMIT' });
    }
  });

  it('has no default limit', () => {
    expect(() => maxPosition({} as never)).toThrow('maxPosition: limits was undefined');
    expect(() => maxPosition({ limits: { BTC: 1 } })).toThrow('limits was {"BTC":1}: expected instruments');
  });
});

describeGuard({
  name: 'maxPosition',
  make: () => maxPosition({ limits: { 'demo:BTC/USDT': 40, 'demo:ETH/USDT': 60 } }),
  reads: ['quantity'],
});
