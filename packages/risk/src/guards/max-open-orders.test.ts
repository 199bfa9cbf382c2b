import {
  createBot,
  defineStrategy,
  type GuardEvent,
  type OpenOrder,
  type OrderIntent,
  orders,
  pass,
  simulatedBroker,
} from '@sigmax/core';
import { barsFromCloses, describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { type MaxOpenOrdersOptions, maxOpenOrders, type WaitingExits } from './max-open-orders';
import { openOrder } from './open-order.test-helper';

const btc = 'demo:BTC/USDT';
const eth = 'demo:ETH/USDT';
const bid = (instrumentId = btc, side: 'buy' | 'sell' = 'buy'): OrderIntent => ({
  type: 'limit',
  instrumentId,
  side,
  quantity: 1,
  limitPrice: 90,
});
const bracket = { stopLossPrice: 80, takeProfitPrice: 110 };
const open = (...list: readonly (readonly [instrumentId: string, side: 'buy' | 'sell'])[]): OpenOrder[] =>
  list.map(([instrumentId, side]) => openOrder({ instrumentId, side }));
const check = (
  options: MaxOpenOrdersOptions,
  intent: OrderIntent,
  openOrders: readonly OpenOrder[] = [],
  waiting: WaitingExits = {},
) => maxOpenOrders(options).check?.(intent, portfolioOf({ openOrders }), waiting);

describe('maxOpenOrders', () => {
  const three = open([btc, 'buy'], [btc, 'sell'], [eth, 'buy']);

  it('counts the orders of the bot', () => {
    expect(check({ limit: 4 }, bid(), three)).toBe(pass);
    expect(check({ limit: 3 }, bid(), three)).toEqual({
      type: 'deny',
      code: 'ORDERS_ABOVE_LIMIT',
      limit: 3,
      observed: 4,
    });
  });

  it('counts the orders of the instrument', () => {
    expect(check({ perInstrument: 3 }, bid(), three)).toBe(pass);
    expect(check({ perInstrument: 2 }, bid(), three)).toMatchObject({ type: 'deny', limit: 2, observed: 3 });
    expect(check({ perInstrument: 2 }, bid(eth), three)).toBe(pass);
  });

  it('counts the orders of the side', () => {
    expect(check({ perSide: 2 }, bid(), three)).toBe(pass);
    expect(check({ perSide: 1 }, bid(), three)).toMatchObject({ type: 'deny', limit: 1, observed: 2 });
    expect(check({ perSide: 1 }, bid(eth, 'sell'), three)).toBe(pass);
  });

  it('asks every limit that is given', () => {
    expect(check({ limit: 9, perInstrument: 9, perSide: 1 }, bid(), three)).toMatchObject({ limit: 1 });
    expect(check({ limit: 9, perInstrument: 2, perSide: 9 }, bid(), three)).toMatchObject({ limit: 2 });
    expect(check({ limit: 3, perInstrument: 9, perSide: 9 }, bid(), three)).toMatchObject({ limit: 3 });
  });

  it('counts the exits that leave with an order, on their side', () => {
    const entry = { ...bid(), bracket };
    expect(check({ limit: 3 }, entry)).toBe(pass);
    expect(check({ limit: 2 }, entry)).toMatchObject({ observed: 3 });
    expect(check({ perInstrument: 2 }, entry)).toMatchObject({ observed: 3 });
    expect(check({ perSide: 2 }, entry)).toBe(pass);
    expect(check({ perSide: 1 }, entry)).toMatchObject({ observed: 2 });
    expect(check({ perSide: 1 }, { ...bid(), bracket: { stopLossPrice: 80 } })).toBe(pass);
    // The other side is full, and the order brings nothing to it.
    expect(check({ perSide: 1 }, bid(), open([btc, 'sell'], [btc, 'sell']))).toBe(pass);
  });

  it('counts exits that wait for their entry', () => {
    const waiting = { 'run-1': { instrumentId: btc, side: 'sell' as const, count: 2 } };
    expect(check({ limit: 3 }, bid(), [], waiting)).toBe(pass);
    expect(check({ limit: 2 }, bid(), [], waiting)).toMatchObject({ observed: 3 });
    expect(check({ perInstrument: 2 }, bid(), [], waiting)).toMatchObject({ observed: 3 });
    expect(check({ perInstrument: 2 }, bid(eth), [], waiting)).toBe(pass);
    expect(check({ perSide: 2 }, bid(), [], waiting)).toBe(pass);
    expect(check({ perSide: 2 }, bid(btc, 'sell'), [], waiting)).toMatchObject({ observed: 3 });
  });

  it('lets reductions pass', () => {
    expect(check({ limit: 1 }, { ...bid(btc, 'sell'), reduceOnly: true }, three)).toBe(pass);
  });

  it('takes at least one limit', () => {
    expect(() => maxOpenOrders({})).toThrow('expected at least one of limit, perInstrument and perSide');
    for (const limit of [0, -1, 1.5, Number.NaN]) expect(() => maxOpenOrders({ limit })).toThrow(`limit was ${limit}`);
    expect(maxOpenOrders({ perSide: 2 }).options).toEqual({ perSide: 2 });
  });
});

describe('exits that wait', () => {
  const guard = maxOpenOrders({ limit: 5 });
  const of = { timeMs: 0, clientOrderId: 'run-1', instrumentId: btc } as const;
  const intent = { ...bid(), bracket };
  const submitted: GuardEvent = {
    ...of,
    type: 'order-submitted',
    orderType: 'limit',
    side: 'buy',
    quantity: 1,
    intent,
  };
  const after = (...events: readonly object[]) =>
    events.reduce<WaitingExits>((state, event) => guard.update!(state, event as GuardEvent, portfolioOf({})), {});

  it('are known from the submission of their entry to its first fill or its end', () => {
    expect(after(submitted)).toEqual({ 'run-1': { instrumentId: btc, side: 'sell', count: 2 } });
    expect(after(submitted, { ...of, type: 'order-accepted' })).toHaveProperty('run-1');
    for (const type of ['fill', 'order-cancelled', 'order-rejected']) {
      expect(after(submitted, { ...of, type })).toEqual({});
      expect(after(submitted, { ...of, type, clientOrderId: 'run-2' })).toHaveProperty('run-1');
    }
    expect(after({ ...submitted, intent: bid() })).toEqual({});
  });
});

it('never lets a bot have more orders open, exits included, through fills and cancels', () => {
  const entry = { type: 'limit', instrumentId: btc, side: 'buy', quantity: 1, limitPrice: 95 } as const;
  const pair = [{ ...entry, bracket: { stopLossPrice: 80, takeProfitPrice: 120 } }, entry];
  const ladder = defineStrategy({ name: 'ladder', start: () => () => orders(pair) });
  const bot = createBot({ strategy: ladder(), guards: [maxOpenOrders({ limit: 7 })], cash: { USDT: 10_000 } });
  const { events } = bot.backtest({
    market: barsFromCloses([100, 100, 90, 90, 100, 90, 85, 90, 90, 130, 90]),
    broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
  });
  let highest = 0;
  const left: Record<string, number> = {};
  for (const event of events) {
    if (event.type === 'order-submitted') left[event.clientOrderId] = event.quantity;
    if (event.type === 'order-cancelled' || event.type === 'order-rejected') delete left[event.clientOrderId];
    if (event.type === 'fill') {
      left[event.clientOrderId] = (left[event.clientOrderId] as number) - event.quantity;
      if ((left[event.clientOrderId] as number) === 0) delete left[event.clientOrderId];
    }
    highest = Math.max(highest, Object.keys(left).length);
  }
  expect(highest).toBe(7);
});

describeGuard({ name: 'maxOpenOrders', make: () => maxOpenOrders({ limit: 3, perSide: 2 }), reads: [] });
