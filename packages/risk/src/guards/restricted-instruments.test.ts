import {
  createBot,
  defineStrategy,
  type Guard,
  type OrderIntent,
  orders,
  pass,
  simulatedBroker,
  target,
} from '@sigmax/core';
import { describeGuard, flatBars, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { type RestrictedInstrumentsOptions, restrictedInstruments } from './restricted-instruments';

const [btc, eth, luna] = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:LUNA/USDT'];
const order = (instrumentId: string, side: 'buy' | 'sell' = 'buy', quantity = 1): OrderIntent => ({
  type: 'market',
  instrumentId,
  side,
  quantity,
});
const check = (lists: RestrictedInstrumentsOptions, intent: OrderIntent, held = 0) => {
  const guard = restrictedInstruments(lists);
  return guard.check?.(intent, portfolioOf({ quantity: { [intent.instrumentId]: held } }), guard.initial);
};

describe('restrictedInstruments', () => {
  it('lets nothing leave in an instrument of the deny list, exits neither', () => {
    expect(check({ deny: [luna] }, order(luna))).toEqual({
      type: 'deny',
      code: 'INSTRUMENT_RESTRICTED',
      limit: 0,
      observed: 1,
    });
    expect(check({ deny: [luna] }, order(luna, 'sell'), 5)).toMatchObject({ type: 'deny' });
    expect(check({ deny: [luna] }, { ...order(luna, 'sell'), reduceOnly: true }, 5)).toMatchObject({ type: 'deny' });
    expect(check({ deny: [luna] }, order(btc))).toBe(pass);
  });

  it('lets positions of the reduce-only list be closed and not opened', () => {
    const lists = { reduceOnly: [luna] };
    expect(check(lists, order(luna, 'sell', 5), 5)).toBe(pass);
    expect(check(lists, order(luna, 'sell', 6), 5)).toMatchObject({
      type: 'reduce-only',
      code: 'INSTRUMENT_RESTRICTED',
    });
    expect(check(lists, order(luna))).toMatchObject({ type: 'reduce-only' });
    expect(check(lists, order(btc))).toBe(pass);
  });

  it('makes everything outside an allow list reduce-only', () => {
    const lists = { allow: [btc], reduceOnly: [eth], deny: [luna] };
    expect(check(lists, order(btc))).toBe(pass);
    expect(check(lists, order('demo:SOL/USDT'))).toMatchObject({ type: 'reduce-only' });
    expect(check(lists, order('demo:SOL/USDT', 'sell'), 1)).toBe(pass);
    expect(check(lists, order(eth))).toMatchObject({ type: 'reduce-only' });
    expect(check(lists, order(luna, 'sell'), 1)).toMatchObject({ type: 'deny' });
  });

  it('shows a broken quantity as 0', () => {
    expect(check({ deny: [luna] }, order(luna, 'buy', Number.NaN))).toMatchObject({ observed: 0 });
  });

  it('takes at least one list, and each instrument once', () => {
    expect(() => restrictedInstruments({})).toThrow('expected at least one of allow, reduceOnly and deny');
    expect(() => restrictedInstruments({ allow: [] })).toThrow('restrictedInstruments: allow was []');
    expect(() => restrictedInstruments({ allow: ['BTC'] })).toThrow('expected venue:BASE/QUOTE');
    expect(() => restrictedInstruments({ allow: [btc], deny: [btc] })).toThrow('expected each instrument once');
    const guard = restrictedInstruments({ allow: [btc] });
    expect(guard).toMatchObject({ name: 'restricted-instruments', options: { allow: [btc] } });
    expect(guard.instruments).toBeUndefined();
  });
});

it('cuts a sale to what closes the position', () => {
  const sell = defineStrategy({
    name: 'sell',
    start: () => {
      let count = 0;
      return () => (count++ === 0 ? target(btc, 0.5) : orders([order(btc, 'sell', 100)]));
    },
  });
  const guard = restrictedInstruments({ reduceOnly: [btc] });
  // Purchases pass it, so that there is something to close.
  const onSales: Guard = {
    ...guard,
    check: (intent, portfolio, state) =>
      intent.side === 'buy' ? pass : (guard.check?.(intent, portfolio, state) ?? pass),
  };
  const bot = createBot({ strategy: sell(), cash: { USDT: 10_000 }, guards: [onSales] });
  const { fills } = bot.backtest({
    market: flatBars({ bars: 5 }),
    broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
  });
  expect(fills.map(({ side, quantity }) => [side, quantity])).toEqual([
    ['buy', 50],
    ['sell', 50],
  ]);
});

describeGuard({
  name: 'restrictedInstruments',
  make: () => restrictedInstruments({ reduceOnly: ['demo:ETH/USDT'] }),
  reads: [],
});
