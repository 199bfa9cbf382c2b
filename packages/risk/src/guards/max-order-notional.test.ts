import { type OrderIntent, pass } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxOrderNotional } from './max-order-notional';

const instrumentId = 'demo:BTC/USDT';
const portfolio = portfolioOf({ price: { [instrumentId]: 100 } });
const market = (quantity: number, side: 'buy' | 'sell' = 'buy'): OrderIntent => ({
  type: 'market',
  instrumentId,
  side,
  quantity,
});
const check = (intent: OrderIntent, account = portfolio, limit = 2_000) => {
  const guard = maxOrderNotional({ limit });
  return guard.check?.(intent, account, guard.initial);
};

describe('maxOrderNotional', () => {
  it('passes an order at the limit and shrinks one above it to limit / price, purchases and sales alike', () => {
    expect(check(market(20))).toBe(pass);
    for (const side of ['buy', 'sell'] as const) {
      expect(check(market(50, side))).toEqual({
        type: 'shrink',
        quantity: 20,
        code: 'NOTIONAL_ABOVE_LIMIT',
        limit: 2_000,
        observed: 5_000,
      });
    }
  });

  it('counts a limit order with its limit', () => {
    expect(check({ ...market(30), type: 'limit', limitPrice: 50 } as OrderIntent)).toBe(pass);
    expect(check({ ...market(20), type: 'limit', limitPrice: 200 } as OrderIntent)).toMatchObject({ quantity: 10 });
    expect(check({ ...market(20, 'sell'), type: 'limit', limitPrice: 200 } as OrderIntent)).toMatchObject({
      quantity: 10,
    });
  });

  it('counts a market purchase at its worst price', () => {
    const guard = maxOrderNotional({ limit: 2_000, slippageAllowance: 0.25 });
    expect(guard.check?.(market(16), portfolio, undefined)).toBe(pass);
    expect(guard.check?.(market(16.00000001), portfolio, undefined)).toMatchObject({ type: 'shrink', quantity: 16 });
    expect(guard.check?.(market(20, 'sell'), portfolio, undefined)).toBe(pass);
    const swept = portfolioOf({ price: { [instrumentId]: 100 }, sweepPrice: { [instrumentId]: 200 } });
    expect(check(market(20), swept)).toMatchObject({ type: 'shrink', quantity: 10, observed: 4_000 });
  });

  it('takes 3 · 0.1 for 0.3', () => {
    expect(check(market(3), portfolioOf({ price: { [instrumentId]: 0.1 } }), 0.3)).toBe(pass);
    expect(check(market(3.00000001), portfolioOf({ price: { [instrumentId]: 0.1 } }), 0.3)).toMatchObject({
      type: 'shrink',
    });
  });

  it('counts in the reporting asset', () => {
    const id = 'demo:ETH/BTC';
    const account = portfolioOf({ price: { [id]: 0.05 }, assetValue: { BTC: 40_000 } });
    expect(check({ ...market(2), instrumentId: id }, account)).toMatchObject({ type: 'shrink', quantity: 1 });
  });

  it('denies what it cannot value', () => {
    expect(check(market(1), portfolioOf({}))).toMatchObject({ type: 'deny', code: 'PRICE_UNKNOWN' });
    const unvalued = portfolioOf({ price: { 'demo:ETH/BTC': 0.05 } });
    expect(check({ ...market(1), instrumentId: 'demo:ETH/BTC' }, unvalued)).toMatchObject({ code: 'PRICE_UNKNOWN' });
    for (const price of [Number.NaN, Infinity, 0, -1]) {
      const broken = portfolioOf({ price: { [instrumentId]: price } });
      expect(check(market(1), broken)).toMatchObject({ type: 'deny', code: 'PRICE_UNKNOWN' });
    }
    for (const quantity of [Number.NaN, Infinity, 0, -1]) {
      expect(check(market(quantity))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
  });

  it('lets at most the limit through, and never more than was asked for', () => {
    const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (quantity, price, limit) => {
        const verdict = check(market(quantity), portfolioOf({ price: { [instrumentId]: price } }), limit);
        const allowed = verdict?.type === 'pass' ? quantity : verdict?.type === 'shrink' ? verdict.quantity : 0;
        expect(allowed).toBeGreaterThan(0);
        expect(allowed).toBeLessThanOrEqual(quantity);
        expect(allowed * price).toBeLessThanOrEqual(limit * (1 + 1e-15));
      }),
    );
  });

  it('has no default limit and takes none that limits nothing', () => {
    expect(() => maxOrderNotional({} as never)).toThrow('maxOrderNotional: limit was undefined');
    for (const limit of [0, -1, Number.NaN, Infinity]) {
      expect(() => maxOrderNotional({ limit })).toThrow(`limit was ${limit}`);
    }
    expect(() => maxOrderNotional({ limit: 1, limits: 2 } as never)).toThrow('limits');
    for (const slippageAllowance of [-0.1, Number.NaN, 50]) {
      expect(() => maxOrderNotional({ limit: 1, slippageAllowance })).toThrow(
        `slippageAllowance was ${slippageAllowance}`,
      );
    }
  });

  it('shows its limit', () => {
    expect(maxOrderNotional({ limit: 5 })).toMatchObject({
      name: 'max-order-notional',
      options: { limit: 5, slippageAllowance: 0 },
    });
    expect(maxOrderNotional({ limit: 5, name: 'fat-finger' }).name).toBe('fat-finger');
  });
});
