import {
  createBot,
  defineStrategy,
  type GuardEvent,
  hold,
  type OrderIntent,
  pass,
  simulatedBroker,
  target,
} from '@sigmax/core';
import { barsFromCloses, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { rearmed, told } from './guard-events.test-helper';
import { type DrawdownState, maxDrawdown } from './max-drawdown';

const instrumentId = 'demo:BTC/USDT';
const snapshot: GuardEvent = { type: 'snapshot', timeMs: 0, bars: [] };
const moved = (amount: number, asset = 'USDT'): GuardEvent => ({ type: 'cash-moved', timeMs: 0, asset, amount });
const guard = maxDrawdown({ limit: 0.15, action: 'halt' });

/** Equity after each snapshot, with the money that moved just before it. */
const after = (path: readonly (number | readonly [equity: number, ...flows: number[]])[]) => {
  let state = structuredClone(guard.initial);
  for (const step of path) {
    const [equity, ...flows] = typeof step === 'number' ? [step] : step;
    const portfolio = portfolioOf({ equity });
    for (const flow of flows) state = guard.update!(state, moved(flow), portfolio);
    state = guard.update!(state, snapshot, portfolio);
  }
  return state;
};
const demand = (state: DrawdownState) => guard.intervene!(state, portfolioOf({}));

describe('maxDrawdown', () => {
  it('lets equity fall by the limit and not by more, from the highest point', () => {
    expect(demand(after([1_000, 2_000, 1_700]))).toBeUndefined();
    const { observed, ...rest } = demand(after([1_000, 2_000, 1_699]))!;
    expect(rest).toEqual({ action: 'halt', code: 'DRAWDOWN_ABOVE_LIMIT', limit: 0.15 });
    expect(observed).toBeCloseTo(0.1505, 12);
  });

  it('stays tripped when equity recovers', () => {
    expect(demand(after([1_000, 800, 5_000]))?.observed).toBeCloseTo(0.2, 12);
  });

  it('lets out nothing but reductions once tripped', () => {
    const order = (side: 'buy' | 'sell'): OrderIntent => ({ type: 'market', instrumentId, side, quantity: 1 });
    const portfolio = portfolioOf({ quantity: { [instrumentId]: 1 } });
    const tripped = after([1_000, 800]);
    expect(guard.check!(order('buy'), portfolio, after([1_000]))).toBe(pass);
    expect(guard.check!(order('buy'), portfolio, tripped)).toMatchObject({
      type: 'reduce-only',
      code: 'DRAWDOWN_ABOVE_LIMIT',
    });
    expect(guard.check!(order('sell'), portfolio, tripped)).toBe(pass);
  });

  it('takes a deposit for no profit', () => {
    expect(demand(after([1_000, [2_000, 1_000], 1_701]))).toBeUndefined();
    expect(demand(after([1_000, [2_000, 1_000], 1_699]))).toBeDefined();
    expect(after([1_000, 900, [1_800, 900]]).peak).toBe(2_000);
  });

  it('takes a withdrawal for no loss', () => {
    expect(demand(after([1_000, [500, -500]]))).toBeUndefined();
    // Down 10 %, then half is withdrawn: still down 10 %.
    expect(demand(after([1_000, 900, [450, -450], 426]))).toBeUndefined();
    expect(demand(after([1_000, 900, [450, -450], 424]))?.observed).toBeCloseTo(0.152, 12);
  });

  it('sees the loss in a snapshot that also brings a deposit', () => {
    expect(demand(after([1_000, [1_800, 1_000]]))?.observed).toBeCloseTo(0.2, 12);
    expect(demand(after([1_000, [1_900, 1_000]]))).toBeUndefined();
  });

  it('adds up several moves of one moment', () => {
    expect(after([1_000, [1_500, 1_000, -500]])).toEqual({ peak: 1_500, flows: {}, trip: undefined });
  });

  it('values a move in another asset', () => {
    const portfolio = portfolioOf({ equity: 3_000, assetValue: { BTC: 100 } });
    const state = guard.update!(after([1_000]), moved(20, 'BTC'), portfolio);
    expect(guard.update!(state, snapshot, portfolio)).toEqual({ peak: 3_000, flows: {}, trip: undefined });
  });

  it('begins with the first money', () => {
    expect(after([0, 0, [1_000, 1_000]])).toEqual({ peak: 1_000, flows: {}, trip: undefined });
    expect(after([1_000, [0, -1_000], 0, [500, 500]])).toEqual({ peak: 500, flows: {}, trip: undefined });
    expect(demand(after([1_000, [0, -1_000], [500, 500], 400]))).toBeDefined();
  });

  it('trips on what it cannot measure', () => {
    for (const equity of [Number.NaN, Infinity, -Infinity]) {
      expect(demand(after([1_000, equity]))).toMatchObject({ code: 'EQUITY_UNKNOWN', observed: 1 });
      expect(demand(after([equity]))).toBeDefined();
    }
    expect(demand(after([1_000, -5]))).toMatchObject({ code: 'DRAWDOWN_ABOVE_LIMIT' });
    const unvalued = guard.update!(after([1_000]), moved(1, 'BTC'), portfolioOf({ equity: 1_000 }));
    expect(demand(guard.update!(unvalued, snapshot, portfolioOf({ equity: 1_000 })))).toBeDefined();
  });

  it('is re-armed by its name, and begins a new mark there: a second leg stops at the same limit', () => {
    const path = (equities: readonly number[], from: DrawdownState) =>
      equities.reduce((state, equity) => guard.update!(state, snapshot, portfolioOf({ equity })), from);
    const first = after([1_000, 840]);
    const other = told(guard, [rearmed('max-loss')], { equity: 840 }, structuredClone(first));
    expect(demand(other)).toBeDefined();
    const again = told(guard, [rearmed('max-drawdown')], { equity: 840 }, structuredClone(first));
    expect(again).toEqual({ peak: 840, flows: {}, trip: undefined });
    expect(demand(path([714], structuredClone(again)))).toBeUndefined();
    expect(demand(path([713], structuredClone(again)))).toMatchObject({ code: 'DRAWDOWN_ABOVE_LIMIT' });
  });

  it('stops at the first of two falls, and does not arm itself in between', () => {
    for (const between of [840, 1_000, 2_000]) {
      const state = after([1_000, 840, between, between * 0.84]);
      expect(demand(state)?.observed).toBeCloseTo(0.16, 12);
    }
  });

  it('counts no money that moved while it was tripped, and what moves with the re-arming only once', () => {
    const tripped = after([1_000, 800, [1_800, 1_000]]);
    expect(tripped.flows).toEqual({});
    const armed = told(guard, [moved(200), rearmed('max-drawdown')], { equity: 1_800 }, tripped);
    expect(guard.update!(armed, snapshot, portfolioOf({ equity: 2_000 }))).toEqual({
      peak: 2_000,
      flows: {},
      trip: undefined,
    });
  });

  it('trips again when equity is not known after it was re-armed', () => {
    const armed = told(guard, [rearmed('max-drawdown')], { equity: Number.NaN }, after([1_000, 800]));
    expect(demand(guard.update!(armed, snapshot, portfolioOf({ equity: Number.NaN })))).toBeDefined();
  });

  it('asks for the stop that it was given', () => {
    for (const action of ['pause', 'halt', 'cancel', 'flatten'] as const) {
      const one = maxDrawdown({ limit: 0.1, action });
      expect(one.intervene!(after([1_000, 800]), portfolioOf({}))?.action).toBe(action);
    }
  });

  it('changes its state in place', () => {
    const state = structuredClone(guard.initial);
    expect(guard.update!(state, snapshot, portfolioOf({ equity: 5 }))).toBe(state);
  });

  it('has no default limit and no default action', () => {
    expect(() => maxDrawdown({ limit: 0.1 } as never)).toThrow('maxDrawdown: action was undefined');
    expect(() => maxDrawdown({ action: 'halt' } as never)).toThrow('limit was undefined');
    for (const limit of [0, 1, 15, Number.NaN]) {
      expect(() => maxDrawdown({ limit, action: 'halt' })).toThrow(`limit was ${limit}`);
    }
  });
});

describe('a bot with maxDrawdown', () => {
  const always = defineStrategy({ name: 'always', start: () => () => target(instrumentId, 0.9) });
  const run = (action: 'halt' | 'flatten', closes: readonly number[], withdraw = 0) => {
    const guards = [maxDrawdown({ limit: 0.15, action })];
    return createBot({ strategy: always(), guards, cash: { USDT: 10_000 } }).backtest({
      market: barsFromCloses(closes),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      cashMoves: withdraw === 0 ? [] : [{ timeMs: 7_200_000, asset: 'USDT', amount: -withdraw }],
    });
  };
  const crash = [100, 100, 100, 80, 60, 50, 50];

  it('keeps what it holds on halt and sells it on flatten', () => {
    const halted = run('halt', crash);
    expect(halted.halt).toMatchObject({
      guard: 'max-drawdown',
      action: 'halt',
      code: 'DRAWDOWN_ABOVE_LIMIT',
      limit: 0.15,
    });
    expect(halted.positions[0]?.quantity).toBeCloseTo(90, 9);
    const flattened = run('flatten', crash);
    expect(flattened.positions[0]?.quantity).toBe(0);
    expect(flattened.fills.at(-1)).toMatchObject({ side: 'sell', price: 80 });
  });

  it('is not set off by a withdrawal', () => {
    expect(run('halt', [100, 100, 100, 100], 5_000).halt).toBeUndefined();
    expect(run('halt', [100, 100, 100, 100], 5_000).finalEquity).toBe(5_000);
  });
});

it('does not take a deposit that arrives in a fall for a loss', () => {
  const btc = 'demo:BTC/USDT';
  const watchAll = defineStrategy({ name: 'watch', start: () => () => hold });
  const bot = createBot({
    strategy: watchAll(),
    guards: [maxDrawdown({ limit: 0.15, action: 'halt' })],
    cash: { USDT: 1_000 },
    instruments: [btc],
  });
  const market = barsFromCloses([100, 100, 50, 50], { instrumentId: btc, timeframeMs: 60_000 });
  const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
  for (const timeMs of [0, 180_000]) {
    const cashMoves = [{ timeMs, asset: 'BTC', amount: 1 }];
    expect(bot.backtest({ market, broker, cashMoves }).halt).toBeUndefined();
  }
  // What was brought before the fall has lost with it.
  expect(bot.backtest({ market, broker, cashMoves: [{ timeMs: 0, asset: 'BTC', amount: 10 }] }).halt?.code).toBe(
    'DRAWDOWN_ABOVE_LIMIT',
  );
});
