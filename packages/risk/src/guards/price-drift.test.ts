import { type GuardEvent, type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DriftState, priceDrift } from './price-drift';

const id = 'demo:BTC/USDT';
type Side = 'buy' | 'sell';
const market = (side: Side = 'buy'): OrderIntent => ({ type: 'market', instrumentId: id, side, quantity: 1 });
const limit = (limitPrice: number, side: Side = 'buy'): OrderIntent => ({ ...market(side), type: 'limit', limitPrice });
const guard = priceDrift({ limit: 0.05, windowMs: 100 });

/** An order that left at a time, with the last price as it was. */
type Sent = readonly [timeMs: number, last: number, intent?: OrderIntent];
const after = (...sent: readonly Sent[]): DriftState =>
  sent.reduce((state, [timeMs, last, intent = market()]) => {
    const { instrumentId, side, quantity } = intent;
    const of = { timeMs, clientOrderId: 'run-1', instrumentId, side, quantity };
    const event: GuardEvent = { ...of, type: 'order-submitted', orderType: intent.type, intent };
    return guard.update!(state, event, portfolioOf({ timeMs, price: { [id]: last } }));
  }, structuredClone(guard.initial));
const check = (state: DriftState, last: number, intent = market(), timeMs = 0, quantity = 0) =>
  guard.check?.(intent, portfolioOf({ timeMs, price: { [id]: last }, quantity: { [id]: quantity } }), state);
const drifted = (observed: number) => ({
  type: 'deny',
  code: 'PRICE_DRIFTED',
  limit: 0.05,
  observed: expect.closeTo(observed, 9),
});

describe('priceDrift', () => {
  it('lets the first order pass at any price', () => {
    expect(check({}, 100)).toBe(pass);
    expect(check(after([0, 1]), 100, market('sell'))).toBe(pass);
    expect(check(after([0, 1, { ...market(), instrumentId: 'demo:ETH/USDT' }]), 100)).toBe(pass);
  });

  it('lets a purchase pass up to the limit above the lowest of the window, and not a step further', () => {
    const state = after([0, 104], [0, 100], [0, 103]);
    expect(check(state, 105)).toBe(pass);
    expect(check(state, 105.01)).toEqual(drifted(0.0501));
    expect(check(state, 1)).toBe(pass);
  });

  it('lets a sale pass down to the limit below the highest of the window', () => {
    const sell = market('sell');
    const state = after([0, 96, sell], [0, 100, sell], [0, 97, sell]);
    expect(check(state, 95, sell)).toBe(pass);
    expect(check(state, 94.99, sell)).toEqual(drifted(0.0501));
    expect(check(state, 1e6, sell)).toBe(pass);
  });

  it('counts a limit or a trigger beyond the market, and the market for one that waits far away', () => {
    expect(check(after([0, 100]), 100, limit(105))).toBe(pass);
    expect(check(after([0, 100]), 100, limit(106))).toEqual(drifted(0.06));
    expect(check(after([0, 100, limit(50)]), 104)).toBe(pass);
    expect(check(after([0, 100]), 104, limit(50))).toBe(pass);
    expect(check(after([0, 100]), 106, limit(50))).toEqual(drifted(0.06));
    expect(check(after([0, 100]), 100, { ...market(), type: 'stop', stopPrice: 106 } as OrderIntent)).toEqual(
      drifted(0.06),
    );
    const sale = after([0, 100, market('sell')]);
    expect(check(sale, 100, limit(94, 'sell'))).toEqual(drifted(0.06));
    expect(check(sale, 96, limit(500, 'sell'))).toBe(pass);
  });

  it('counts a market order with what it would reach in the book', () => {
    const portfolio = portfolioOf({ price: { [id]: 100 }, sweepPrice: { [id]: 106 } });
    expect(guard.check?.(market(), portfolio, after([0, 100]))).toEqual(drifted(0.06));
  });

  it('forgets what is a window ago', () => {
    expect(check(after([0, 100]), 120, market(), 99)).toEqual(drifted(0.2));
    expect(check(after([0, 100]), 120, market(), 100)).toBe(pass);
    const state = after([0, 100], [50, 110]);
    expect(check(state, 115, market(), 100)).toBe(pass);
    expect(check(state, 117, market(), 100)).toEqual(drifted(117 / 110 - 1));
    const kept = guard.update!(state, { type: 'snapshot', timeMs: 100, bars: [] }, portfolioOf({}));
    expect(kept[id]?.buy).toEqual({ times: [50], prices: [110] });
  });

  it('does not forget because a clock went back, or is none', () => {
    expect(after([90, 100], [20, 110])[id]?.buy).toEqual({ times: [90, 90], prices: [100, 110] });
    expect(check(after([90, 100]), 120, market(), Number.NaN)).toEqual(drifted(0.2));
  });

  it('keeps only what may still be the best', () => {
    expect(after([0, 104], [1, 100], [2, 103], [3, 102])[id]?.buy).toEqual({ times: [1, 3], prices: [100, 102] });
  });

  it('lets reductions pass, and takes nothing from reduce-only orders', () => {
    expect(check(after([0, 100, market('sell')]), 50, market('sell'), 0, 1)).toBe(pass);
    expect(after([0, 100, { ...market(), reduceOnly: true }])).toEqual({});
  });

  it('agrees with looking at every order of the window', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 90, max: 110 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 90, max: 115 }),
        fc.constantFrom<Side>('buy', 'sell'),
        (list, price, side) => {
          let now = 0;
          const sent = list.map(([gap, last]) => {
            now += gap;
            return [now, last, market(side)] as const;
          });
          const recent = sent.filter(([timeMs]) => timeMs > now - 100).map(([, last]) => last);
          const worst = side === 'buy' ? Math.min(...recent) * 1.05 : Math.max(...recent) * 0.95;
          const isFine = recent.length === 0 || (side === 'buy' ? price <= worst + 1e-9 : price >= worst - 1e-9);
          expect(check(after(...sent), price, market(side), now) === pass).toBe(isFine);
        },
      ),
    );
  });

  it('denies what has no price, and takes nothing from it', () => {
    for (const broken of [Number.NaN, Infinity, 0, -1]) {
      expect(check({}, broken)).toMatchObject({ type: 'deny', code: 'PRICE_UNKNOWN' });
      expect(check({}, 100, { ...market(), quantity: broken })).toMatchObject({ code: 'QUANTITY_INVALID' });
      expect(after([0, broken])[id]?.buy.prices).toEqual([]);
    }
    expect(check({}, 100, limit(Number.NaN))).toMatchObject({ code: 'PRICE_UNKNOWN' });
  });

  it('limits the named instruments only, and has no default', () => {
    const other = priceDrift({ limit: 0.05, windowMs: 100, instruments: ['demo:ETH/USDT'] });
    expect(other.instruments).toEqual(['demo:ETH/USDT']);
    expect(other.check?.(market(), portfolioOf({ price: { [id]: 900 } }), after([0, 100]))).toBe(pass);
    expect(() => priceDrift({ windowMs: 1 } as never)).toThrow('priceDrift: limit was undefined');
    expect(() => priceDrift({ limit: 0.1 } as never)).toThrow('windowMs was undefined');
  });
});

describeGuard({
  name: 'priceDrift',
  make: () => priceDrift({ limit: 0.01, windowMs: 12 * 3_600_000 }),
  reads: ['price', 'quantity'],
});
