import { describe, expect, it } from 'vitest';
import type { Guard } from '../guard/guard';
import { spotInstrument } from '../market/instrument';
import { simulatedBroker } from '../simulation/simulated-broker';
import { orders, target } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { barsFromCloses } from '../testing';
import { createBot } from './bot';

const id = 'demo:BTC/USDT';
const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });

/** Lets a position grow to `limit` of equity and no further. */
const cap = (limit: number): Guard => ({
  name: 'cap',
  initial: undefined,
  check: ({ side, quantity, instrumentId }, portfolio) => {
    if (side === 'sell') return { type: 'pass' };
    const price = portfolio.price(instrumentId) as number;
    const room = (limit * portfolio.equity - portfolio.value(instrumentId)) / price;
    const facts = { code: 'CAPPED', limit, observed: portfolio.weight(instrumentId) };
    if (quantity <= room) return { type: 'pass' };
    return room > 0 ? { type: 'shrink', quantity: room, ...facts } : { type: 'deny', ...facts };
  },
});

describe('a target beyond what a guard allows', () => {
  const closes = Array.from({ length: 200 }, (_, index) => 100 + 0.5 * Math.sin(index / 3));
  const market = barsFromCloses(closes, { instrumentId: id });
  const greedy = defineStrategy({ name: 'greedy', start: () => () => target(id, 0.9) });
  const result = createBot({ strategy: greedy(), guards: [cap(0.6)], cash: { USDT: 10_000 } }).backtest({
    market,
    broker,
  });

  it('is filled up to the limit once, and not again for every step of the price', () => {
    expect(result.fills).toHaveLength(1);
    expect(result.exposure[5]).toBeCloseTo(0.6, 1);
  });

  it('is denied aloud once', () => {
    expect(result.deniedCount).toBe(1);
    expect(result.events.filter(({ type }) => type === 'order-denied')).toHaveLength(1);
  });
});

describe('a limit smaller than the no-trade band', () => {
  const market = barsFromCloses([100, 100, 2_000, ...Array.from({ length: 200 }, () => 2_000)], { instrumentId: id });
  const perOrder: Guard = {
    name: 'per-order',
    initial: undefined,
    check: ({ quantity, instrumentId }, portfolio) => {
      const most = 2_000 / (portfolio.price(instrumentId) as number);
      return quantity <= most
        ? { type: 'pass' }
        : { type: 'shrink', quantity: most, code: 'CUT', limit: 2_000, observed: quantity };
    },
  };

  it('lets an exit leave, in pieces', () => {
    const inAndOut = defineStrategy({
      name: 'in-and-out',
      start:
        () =>
        ({ portfolio, bar }) =>
          target(id, bar.close < 2_000 && portfolio.equity > 0 ? 0.6 : 0),
    });
    const bot = createBot({ strategy: inAndOut(), guards: [perOrder], cash: { USDT: 10_000 } });
    const result = bot.backtest({ market, broker });
    expect(result.fills.some(({ side }) => side === 'buy')).toBe(true);
    expect(result.positions[0]?.quantity).toBe(0);
  });

  it('says so when it lets nothing in', () => {
    const half = defineStrategy({ name: 'half', start: () => () => target(id, 0.5) });
    const bot = createBot({ strategy: half(), guards: [perOrder], cash: { USDT: 1_000_000 } });
    const result = bot.backtest({ market, broker });
    expect(result.events).toMatchObject([{ type: 'order-denied', guard: 'per-order', code: 'CUT' }]);
  });
});

it('an exit is denied aloud although an entry was denied for the same reason', () => {
  let isShut = false;
  const shut: Guard = {
    name: 'shut',
    initial: undefined,
    check: () => (isShut ? { type: 'deny', code: 'SHUT', limit: 0, observed: 1 } : { type: 'pass' }),
  };
  const weights = [0.3, 0.6, 0.6, 0, 0];
  const strategy = defineStrategy({
    name: 'steps',
    start: () => {
      let step = 0;
      return () => {
        isShut = step > 0;
        return target(id, weights[step++] as number);
      };
    },
  });
  const bot = createBot({ strategy: strategy(), guards: [shut], cash: { USDT: 10_000 } });
  const { events } = bot.backtest({ market: barsFromCloses([100, 100, 100, 100, 100], { instrumentId: id }), broker });
  const denials = events.filter(({ type }) => type === 'order-denied');
  expect(denials).toMatchObject([{ intent: { side: 'buy' } }, { intent: { side: 'sell' } }]);
});

it('an order that a guard shrinks below the minimum of its venue is denied by that guard', () => {
  const tiny: Guard = {
    name: 'tiny',
    initial: undefined,
    check: () => ({ type: 'shrink', quantity: 0.001, code: 'TINY', limit: 1, observed: 5 }),
  };
  const buy = { type: 'market', instrumentId: id, side: 'buy', quantity: 5 } as const;
  const bot = createBot({
    strategy: defineStrategy({ name: 'buyer', start: () => () => orders([buy]) })(),
    guards: [tiny],
    cash: { USDT: 10_000 },
    instruments: [spotInstrument(id, { minimumQuantity: 1, minimumNotional: 100 })],
  });
  const { events, fills } = bot.backtest({ market: barsFromCloses([100, 100], { instrumentId: id }), broker });
  expect(fills).toEqual([]);
  expect(events).toMatchObject([
    { type: 'order-denied', guard: 'tiny', code: 'TINY' },
    { type: 'order-denied', guard: 'tiny', code: 'TINY' },
  ]);
});

it('a guard about an instrument that is not traded is refused', () => {
  const misspelt: Guard = { ...cap(0.1), instruments: ['demo:BTC/USD'] };
  const idle = defineStrategy({ name: 'idle', start: () => () => target(id, 0.9) });
  const bot = createBot({ strategy: idle(), guards: [misspelt], cash: { USDT: 10_000 } });
  expect(() => bot.backtest({ market: barsFromCloses([100, 100], { instrumentId: id }), broker })).toThrow(
    /Guard cap is about demo:BTC\/USD, which this run does not trade\. Use one of demo:BTC\/USDT/,
  );
});

it('slippage in price steps is set aside like every other cost', () => {
  const coarse = [spotInstrument(id, { priceStep: 1, quantityStep: 0.001 })];
  const all = defineStrategy({ name: 'all', start: () => () => target(id, 1) });
  const bot = createBot({ strategy: all(), cash: { USDT: 1_000 }, instruments: coarse });
  const ticks = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageTicks: 1 });
  const { fillCount, rejectedCount } = bot.backtest({
    market: barsFromCloses([20, 20, 20], { instrumentId: id }),
    broker: ticks,
  });
  expect([fillCount, rejectedCount]).toEqual([1, 0]);
});

it('an order that no account could pay is rejected, and the run goes on', () => {
  const vast = (side: 'buy' | 'sell') => ({ type: 'market', instrumentId: id, side, quantity: 50_000_000 }) as const;
  const strategy = defineStrategy({ name: 'vast', start: () => () => orders([vast('buy'), vast('sell')]) });
  const bot = createBot({ strategy: strategy(), cash: { USDT: 1_000 } });
  const { rejectedCount, barCount } = bot.backtest({
    market: barsFromCloses([100, 100, 100], { instrumentId: id }),
    broker,
  });
  expect([rejectedCount, barCount]).toEqual([4, 3]);
});
