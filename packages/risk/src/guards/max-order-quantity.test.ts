import { type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { maxOrderQuantity } from './max-order-quantity';

const instrumentId = 'demo:BTC/USDT';
const order = (quantity: number, id = instrumentId, side: 'buy' | 'sell' = 'buy'): OrderIntent => ({
  type: 'market',
  instrumentId: id,
  side,
  quantity,
});
const check = (intent: OrderIntent, others?: 'deny' | 'pass') => {
  const guard = maxOrderQuantity({ limits: { [instrumentId]: 0.3 }, ...(others === undefined ? {} : { others }) });
  return guard.check?.(intent, portfolioOf({}), guard.initial);
};

describe('maxOrderQuantity', () => {
  it('passes an order at the limit and shrinks one a step above it, on both sides', () => {
    for (const side of ['buy', 'sell'] as const) {
      expect(check(order(0.3, instrumentId, side))).toBe(pass);
      expect(check(order(0.30000001, instrumentId, side))).toEqual({
        type: 'shrink',
        quantity: 0.3,
        code: 'QUANTITY_ABOVE_LIMIT',
        limit: 0.3,
        observed: 0.30000001,
      });
    }
  });

  it('shrinks reductions too: a slip is a slip', () => {
    expect(check({ ...order(3, instrumentId, 'sell'), reduceOnly: true })).toMatchObject({ quantity: 0.3 });
  });

  it('denies an instrument without a limit, unless told to let it pass', () => {
    expect(check(order(0.1, 'demo:ETH/USDT'))).toMatchObject({ type: 'deny', code: 'LIMIT_UNKNOWN' });
    expect(check(order(1e9, 'demo:ETH/USDT'), 'pass')).toBe(pass);
    expect(check(order(1, 'constructor'))).toMatchObject({ type: 'deny', code: 'LIMIT_UNKNOWN' });
  });

  it('denies what is no quantity', () => {
    for (const quantity of [Number.NaN, Infinity, -Infinity, 0, -0, -1]) {
      expect(check(order(quantity))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
  });

  it('names its instruments, so that a misspelt one is an error of the run', () => {
    expect(maxOrderQuantity({ limits: { [instrumentId]: 1 } })).toMatchObject({
      name: 'max-order-quantity',
      instruments: [instrumentId],
      options: { limits: { [instrumentId]: 1 }, others: 'deny' },
    });
  });

  it('has no default limit', () => {
    expect(() => maxOrderQuantity({} as never)).toThrow('maxOrderQuantity: limits was undefined');
    expect(() => maxOrderQuantity({ limits: {} })).toThrow('limits was {}');
    expect(() => maxOrderQuantity({ limits: { [instrumentId]: -1 } })).toThrow('was -1');
  });
});

describeGuard({
  name: 'maxOrderQuantity',
  make: () => maxOrderQuantity({ limits: { 'demo:BTC/USDT': 5, 'demo:ETH/USDT': 20 } }),
  reads: ['quantity'],
});
