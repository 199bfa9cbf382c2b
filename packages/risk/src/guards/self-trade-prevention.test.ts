import {
  createBot,
  defineStrategy,
  type OpenOrder,
  type OrderIntent,
  orders,
  pass,
  simulatedBroker,
} from '@sigmax/core';
import { describeGuard, flatBars, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { openOrder } from './open-order.test-helper';
import { selfTradePrevention } from './self-trade-prevention';

const instrumentId = 'demo:BTC/USDT';
const base = { instrumentId, quantity: 1 } as const;
const limit = (side: 'buy' | 'sell', limitPrice: number): OrderIntent => ({ ...base, type: 'limit', side, limitPrice });
const market = (side: 'buy' | 'sell'): OrderIntent => ({ ...base, type: 'market', side });
const resting = (side: 'buy' | 'sell', limitPrice: number, fields: Partial<OpenOrder> = {}) =>
  openOrder({ side, limitPrice, ...fields });
const check = (
  intent: OrderIntent,
  openOrders: readonly OpenOrder[],
  fields: PortfolioFields = {},
  guard = selfTradePrevention({}),
) => guard.check?.(intent, portfolioOf({ price: { [instrumentId]: 100 }, openOrders, ...fields }), guard.initial);

describe('a new limit order', () => {
  it.each([
    ['buy', 'sell', 101, 102],
    ['sell', 'buy', 99, 98],
  ] as const)('to %s passes short of an own order to %s, and is denied at its price', (side, other, apart, own) => {
    expect(check(limit(side, apart), [resting(other, own)])).toBe(pass);
    expect(check(limit(side, own), [resting(other, own)])).toEqual({
      type: 'deny',
      code: 'ORDER_MEETS_OWN',
      limit: own,
      observed: own,
    });
    expect(check(limit(side, own), [resting(side, own)])).toBe(pass);
    expect(check(limit(side, own), [resting(other, own, { instrumentId: 'demo:ETH/USDT' })])).toBe(pass);
  });

  it('looks at every open order', () => {
    const open = [resting('sell', 110), resting('buy', 90), resting('sell', 103)];
    expect(check(limit('buy', 102), open)).toBe(pass);
    expect(check(limit('buy', 105), open)).toMatchObject({ limit: 103, observed: 105 });
  });

  it('meets no order that waits for a trigger, until the price is there', () => {
    const stop = resting('sell', 94, { type: 'stop-limit', stopPrice: 95 });
    expect(check(limit('buy', 100), [stop])).toBe(pass);
    expect(check(limit('buy', 95), [stop], { price: { [instrumentId]: 95 } })).toMatchObject({ limit: 94 });
    const breakout = resting('buy', 106, { type: 'stop-limit', stopPrice: 105 });
    expect(check(limit('sell', 100), [breakout])).toBe(pass);
    expect(check(limit('sell', 105), [breakout], { price: { [instrumentId]: 105 } })).toMatchObject({ limit: 106 });
    for (const type of ['stop', 'trailing-stop', 'market'] as const) {
      const waiting = openOrder({ side: 'sell', type, limitPrice: undefined, stopPrice: 95 });
      expect(check(limit('buy', 200), [waiting])).toBe(pass);
    }
  });
});

describe('a new market order', () => {
  it('meets any own order where the book does not tell', () => {
    expect(check(market('buy'), [resting('sell', 500)])).toMatchObject({ type: 'deny', limit: 500, observed: 0 });
    expect(check(market('sell'), [resting('buy', 1)])).toMatchObject({ type: 'deny', limit: 1 });
    expect(check(market('sell'), [])).toBe(pass);
  });

  it('meets what it would reach in the book', () => {
    const fields = { price: { [instrumentId]: 100 }, sweepPrice: { [instrumentId]: 101 } };
    expect(check(market('buy'), [resting('sell', 101.01)], fields)).toBe(pass);
    expect(check(market('buy'), [resting('sell', 101)], fields)).toMatchObject({ type: 'deny' });
    expect(check(market('sell'), [resting('buy', 100.99)], fields)).toBe(pass);
    expect(check(market('sell'), [resting('buy', 101)], fields)).toMatchObject({ type: 'deny' });
  });

  it('reaches as far as it is said to where the book does not tell', () => {
    const guard = selfTradePrevention({ marketReach: 0.25 });
    expect(check(market('buy'), [resting('sell', 125.01)], {}, guard)).toBe(pass);
    expect(check(market('buy'), [resting('sell', 125)], {}, guard)).toMatchObject({ observed: 125 });
    expect(check(market('sell'), [resting('buy', 74.99)], {}, guard)).toBe(pass);
    expect(check(market('sell'), [resting('buy', 75)], {}, guard)).toMatchObject({ observed: 75 });
    expect(check(market('sell'), [resting('buy', 1)], { price: {} }, guard)).toMatchObject({ type: 'deny' });
    expect(
      check(market('buy'), [resting('sell', 900)], { price: { [instrumentId]: Number.NaN } }, guard),
    ).toMatchObject({
      type: 'deny',
      observed: 0,
    });
  });

  it('is denied as an exit too', () => {
    const fields = { quantity: { [instrumentId]: 5 }, price: { [instrumentId]: 100 } };
    expect(check({ ...market('sell'), reduceOnly: true }, [resting('buy', 99)], fields)).toMatchObject({
      type: 'deny',
    });
  });
});

describe('a new stop', () => {
  it('passes while it waits and counts as what follows it once it is triggered', () => {
    const stop = (side: 'buy' | 'sell', stopPrice: number): OrderIntent => ({ ...base, type: 'stop', side, stopPrice });
    expect(check(stop('buy', 101), [resting('sell', 105)])).toBe(pass);
    expect(check(stop('buy', 100), [resting('sell', 105)])).toMatchObject({ type: 'deny' });
    expect(check(stop('sell', 99), [resting('buy', 95)])).toBe(pass);
    expect(check(stop('sell', 100), [resting('buy', 95)])).toMatchObject({ type: 'deny' });
    const stopLimit: OrderIntent = { ...base, type: 'stop-limit', side: 'sell', stopPrice: 100, limitPrice: 96 };
    expect(check(stopLimit, [resting('buy', 95)])).toBe(pass);
    expect(check(stopLimit, [resting('buy', 96)])).toMatchObject({ type: 'deny', limit: 96 });
    const trailing: OrderIntent = { ...base, type: 'trailing-stop', side: 'sell', trail: { price: 5 } };
    expect(check(trailing, [resting('buy', 99)])).toBe(pass);
  });
});

it('denies the newer order, and lets it pass when the decision cancels the older one', () => {
  const run = (cancel: 'all' | []) => {
    const turn = defineStrategy({
      name: 'turn',
      start: () => {
        let count = 0;
        return () => (count++ === 0 ? orders([limit('buy', 90)]) : orders([limit('sell', 90)], { cancel }));
      },
    });
    const bot = createBot({
      strategy: turn(),
      guards: [selfTradePrevention({})],
      cash: { USDT: 1_000, BTC: 5 },
      reportingAsset: 'USDT',
    });
    const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
    return bot.backtest({ market: flatBars({ bars: 2 }), broker }).deniedCount;
  };
  expect(run([])).toBe(1);
  expect(run('all')).toBe(0);
});

it('takes a reach below the whole price', () => {
  expect(selfTradePrevention({}).options).toEqual({});
  for (const marketReach of [-0.1, 1, Number.NaN]) {
    expect(() => selfTradePrevention({ marketReach })).toThrow(`selfTradePrevention: marketReach was ${marketReach}`);
  }
});

describeGuard({
  name: 'selfTradePrevention',
  make: () => selfTradePrevention({ marketReach: 0.01 }),
  reads: [],
});
