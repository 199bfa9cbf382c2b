import { createBot, defineStrategy, type OrderIntent, orders, pass, simulatedBroker, target } from '@sigmax/core';
import { barsFromCloses, flatBars, portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxWeight } from './max-weight';

const instrumentId = 'demo:BTC/USDT';
const market = (quantity: number, side: 'buy' | 'sell' = 'buy'): OrderIntent => ({
  type: 'market',
  instrumentId,
  side,
  quantity,
});
const account = (fields: {
  held?: number;
  pending?: { buy?: number; sell?: number };
  equity?: number;
  price?: number;
}) =>
  portfolioOf({
    equity: fields.equity ?? 1_000,
    price: { [instrumentId]: fields.price ?? 100 },
    quantity: { [instrumentId]: fields.held ?? 0 },
    pending: { [instrumentId]: fields.pending ?? {} },
  });
const check = (intent: OrderIntent, portfolio = account({}), limit = 0.6) => {
  const guard = maxWeight({ limit });
  return guard.check?.(intent, portfolio, guard.initial);
};
const free = { takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 };

describe('maxWeight', () => {
  it('passes up to the limit, shrinks to what is left, denies when nothing is', () => {
    expect(check(market(6))).toBe(pass);
    expect(check(market(7))).toEqual({
      type: 'shrink',
      quantity: 6,
      code: 'WEIGHT_ABOVE_LIMIT',
      limit: 0.6,
      observed: 0.7,
    });
    expect(check(market(3), account({ held: 4 }))).toMatchObject({ type: 'shrink', quantity: 2 });
    expect(check(market(1), account({ held: 6 }))).toMatchObject({ type: 'deny', code: 'WEIGHT_ABOVE_LIMIT' });
  });

  it('counts open orders of the same side as filled, and never those of the other', () => {
    expect(check(market(3), account({ held: 2, pending: { buy: 2 } }))).toMatchObject({ type: 'shrink', quantity: 2 });
    expect(check(market(1), account({ held: 2, pending: { buy: 4 } }))).toMatchObject({ type: 'deny' });
    expect(check(market(1), account({ held: 6, pending: { sell: 6 } }))).toMatchObject({ type: 'deny' });
  });

  it('limits shorts as it limits longs, and a turn whole, because an exit may close the position first', () => {
    expect(check(market(7, 'sell'))).toMatchObject({ type: 'shrink', quantity: 6 });
    expect(check(market(20, 'sell'), account({ held: 4 }))).toMatchObject({ type: 'shrink', quantity: 6 });
    expect(check(market(20, 'sell'), account({ held: 9 }))).toMatchObject({ type: 'shrink', quantity: 9 });
    expect(check(market(1, 'sell'), account({ held: -6 }))).toMatchObject({ type: 'deny' });
  });

  it('does not count units that were brought and sold as room for more', () => {
    const sold = (balance: number) =>
      portfolioOf({
        equity: 1_000,
        cash: { BTC: balance },
        price: { [instrumentId]: 100 },
        quantity: { [instrumentId]: balance - 4 },
      });
    expect(check(market(7), sold(0))).toMatchObject({ type: 'shrink', quantity: 6 });
    expect(check(market(7), sold(1))).toMatchObject({ type: 'shrink', quantity: 5 });
    expect(check(market(7), sold(4))).toMatchObject({ type: 'shrink', quantity: 2 });
  });

  it('does not count what another instrument of the asset has bought', () => {
    const other = 'other:BTC/USDT';
    const portfolio = portfolioOf({
      equity: 1_000,
      cash: { BTC: 7 },
      price: { [instrumentId]: 100, [other]: 100 },
      quantity: { [instrumentId]: 3, [other]: 4 },
    });
    expect(check(market(3), portfolio)).toBe(pass);
    expect(check(market(4), portfolio)).toMatchObject({ type: 'shrink', quantity: 3 });
  });

  it('lets reductions pass, above the limit and without a price or equity', () => {
    expect(check(market(4, 'sell'), account({ held: 9 }))).toBe(pass);
    expect(check(market(9, 'sell'), account({ held: 9, price: Number.NaN }))).toBe(pass);
    expect(check(market(9, 'sell'), account({ held: 9, equity: -5 }))).toBe(pass);
    expect(check({ ...market(20, 'sell'), reduceOnly: true }, account({ held: 9 }))).toBe(pass);
  });

  it('counts with the higher of the last price and the order’s own', () => {
    expect(check({ ...market(6), type: 'limit', limitPrice: 50 } as OrderIntent)).toBe(pass);
    expect(check({ ...market(7), type: 'limit', limitPrice: 50 } as OrderIntent)).toMatchObject({ quantity: 6 });
    expect(check({ ...market(6), type: 'stop', stopPrice: 120 } as OrderIntent)).toMatchObject({ quantity: 5 });
  });

  it('denies what it cannot weigh', () => {
    for (const broken of [Number.NaN, Infinity, 0, -1]) {
      expect(check(market(1), account({ price: broken }))).toMatchObject({ type: 'deny', code: 'PRICE_UNKNOWN' });
      expect(check(market(1), account({ equity: broken }))).toMatchObject({ type: 'deny', code: 'EQUITY_UNKNOWN' });
      expect(check(market(broken))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
    expect(check(market(1), portfolioOf({ equity: 1_000 }))).toMatchObject({ code: 'PRICE_UNKNOWN' });
    const unknown = account({ held: Number.NaN });
    expect(check(market(1), unknown)).toMatchObject({ type: 'deny', code: 'WEIGHT_ABOVE_LIMIT', observed: 0 });
  });

  it('limits the named instruments only', () => {
    const guard = maxWeight({ limit: 0.1, instruments: ['demo:ETH/USDT'], name: 'max-ether' });
    expect(guard).toMatchObject({ name: 'max-ether', options: { limit: 0.1, instruments: ['demo:ETH/USDT'] } });
    expect(guard.check?.(market(9), account({}), undefined)).toBe(pass);
    expect(guard.check?.({ ...market(9), instrumentId: 'demo:ETH/USDT' }, account({}), undefined)?.type).toBe('deny');
  });

  it('never lets the position with its open orders above the limit, and never grows an order', () => {
    const units = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(units, units, units, fc.boolean(), (quantity, held, pending, isBuy) => {
        const side = isBuy ? 'buy' : 'sell';
        const sign = isBuy ? 1 : -1;
        const before = account({ held: sign * held, pending: { [side]: pending }, equity: 1e6, price: 1 });
        const verdict = check(market(quantity, side), before);
        if (verdict?.type === 'shrink') expect(verdict.quantity).toBeLessThanOrEqual(quantity);
        const allowed = verdict?.type === 'pass' ? quantity : verdict?.type === 'shrink' ? verdict.quantity : 0;
        expect(allowed === 0 || held + pending + allowed <= 6e5 + 1e-6).toBe(true);
      }),
    );
  });

  it('has no default limit', () => {
    expect(() => maxWeight({} as never)).toThrow('maxWeight: limit was undefined');
    expect(() => maxWeight({ limit: Number.NaN })).toThrow('limit was NaN');
    expect(() => maxWeight({ limit: 1, instruments: [] })).toThrow('instruments');
  });
});

describe('a bot with maxWeight', () => {
  it('holds no more than the limit of what its strategy wants', () => {
    const greedy = defineStrategy({ name: 'greedy', start: () => () => target(instrumentId, 0.9) });
    const bot = createBot({ strategy: greedy(), guards: [maxWeight({ limit: 0.6 })], cash: { USDT: 10_000 } });
    const result = bot.backtest({ market: flatBars({ bars: 10 }), broker: simulatedBroker(free) });
    expect(Math.max(...result.exposure)).toBe(0.6);
    expect(result.events.some(({ type }) => type === 'order-shrunk')).toBe(true);
  });

  it('is not got round by ten orders at once, nor by one each bar while none has filled', () => {
    const buy = { type: 'limit', instrumentId, side: 'buy', quantity: 10, limitPrice: 90 } as const;
    const flood = defineStrategy({ name: 'flood', start: () => () => orders(Array.from({ length: 10 }, () => buy)) });
    const bot = createBot({ strategy: flood(), guards: [maxWeight({ limit: 0.3 })], cash: { USDT: 10_000 } });
    const market = barsFromCloses([100, 100, 100, 80, 80, 80]);
    const result = bot.backtest({ market, broker: simulatedBroker(free) });
    const bought = result.fills.reduce((sum, { quantity }) => sum + quantity, 0);
    expect(result.fills.length).toBeGreaterThan(0);
    expect(bought * 90).toBeLessThanOrEqual(0.3 * 10_000);
  });
});
