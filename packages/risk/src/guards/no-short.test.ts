import { createBot, defineStrategy, type OrderIntent, orders, pass, simulatedBroker } from '@sigmax/core';
import { describeGuard, flatBars, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { noShort } from './no-short';
import { openOrder } from './open-order.test-helper';

const btc = 'demo:BTC/USDT';
const other = 'other:BTC/USDC';
const sale = (quantity: number, instrumentId = btc): OrderIntent => ({
  type: 'market',
  instrumentId,
  side: 'sell',
  quantity,
});
const check = (intent: OrderIntent, fields: PortfolioFields, guard = noShort({})) =>
  guard.check?.(intent, portfolioOf(fields), guard.initial);

describe('noShort', () => {
  it('lets a sale of all that is held pass, and shrinks or denies what goes beyond', () => {
    expect(check(sale(3), { quantity: { [btc]: 3 } })).toBe(pass);
    expect(check(sale(3.00000001), { quantity: { [btc]: 3 } })).toEqual({
      type: 'shrink',
      quantity: 3,
      code: 'SALE_ABOVE_HOLDINGS',
      limit: 3,
      observed: 3.00000001,
    });
    expect(check(sale(1), { quantity: { [btc]: 0 } })).toMatchObject({ type: 'deny', limit: 0 });
    expect(check(sale(1), { quantity: { [btc]: -3 } })).toMatchObject({ type: 'deny', limit: 0, observed: 1 });
  });

  it('leaves open sales their units, through whichever instrument', () => {
    const fields = { quantity: { [btc]: 3, [other]: 2 }, pending: { [btc]: { sell: 1 }, [other]: { sell: 2 } } };
    expect(check(sale(2), fields)).toBe(pass);
    expect(check(sale(3), fields)).toMatchObject({ type: 'shrink', quantity: 2 });
    expect(check(sale(3, other), fields)).toMatchObject({ type: 'shrink', quantity: 2 });
  });

  it('counts the balance: what was brought is there, what a fee took is not', () => {
    expect(check(sale(9), { cash: { BTC: 9 }, quantity: { [btc]: 3 } })).toBe(pass);
    expect(check(sale(3), { cash: { BTC: 2.997 }, quantity: { [btc]: 3 } })).toMatchObject({ quantity: 2.997 });
  });

  it('lets purchases and reduce-only orders pass', () => {
    expect(check({ ...sale(9), side: 'buy' }, { quantity: { [btc]: 0 } })).toBe(pass);
    expect(check({ ...sale(9), reduceOnly: true }, { quantity: { [btc]: 3 } })).toBe(pass);
    const openOrders = [openOrder({ side: 'sell', quantity: 3, isReduceOnly: true })];
    expect(check(sale(3), { quantity: { [btc]: 3 }, openOrders })).toBe(pass);
  });

  it('limits the named instruments only', () => {
    const guard = noShort({ instruments: [other] });
    expect(guard.instruments).toEqual([other]);
    expect(check(sale(9), { quantity: { [btc]: 0 } }, guard)).toBe(pass);
    expect(check(sale(9, other), { quantity: { [other]: 0 } }, guard)).toMatchObject({ type: 'deny' });
    expect(() => noShort({ instruments: [] })).toThrow('noShort: instruments was []');
  });

  it('denies what is no number', () => {
    for (const quantity of [Number.NaN, Infinity, 0, -0, -1]) {
      expect(check(sale(quantity), { quantity: { [btc]: 3 } })).toMatchObject({ code: 'QUANTITY_INVALID' });
    }
    for (const fields of [{ cash: { BTC: Number.NaN }, price: { [btc]: 1 } }, { quantity: { [btc]: Number.NaN } }]) {
      expect(check(sale(1), fields)).toMatchObject({ type: 'deny', code: 'SALE_ABOVE_HOLDINGS', limit: 0 });
    }
    expect(check(sale(1), {})).toMatchObject({ type: 'deny' });
  });
});

it('leaves a bot no sale for its venue to reject', () => {
  const reckless = defineStrategy({
    name: 'reckless',
    start: () => {
      let count = 0;
      const sales = () => orders([sale(1), sale(1), sale(1)]);
      return () => (count++ === 0 ? orders([{ ...sale(2), side: 'buy' }]) : sales());
    },
  });
  const run = (guards: ReturnType<typeof noShort>[]) =>
    createBot({ strategy: reckless(), guards, cash: { USDT: 1_000 } }).backtest({
      market: flatBars({ bars: 4 }),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
    });
  expect(run([]).rejectedCount).toBeGreaterThan(0);
  const { rejectedCount, fills } = run([noShort({})]);
  expect(rejectedCount).toBe(0);
  expect(fills.map(({ side }) => side)).toEqual(['buy', 'sell', 'sell']);
});

describeGuard({ name: 'noShort', make: () => noShort({}), reads: [] });
