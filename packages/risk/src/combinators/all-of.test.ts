import {
  createBot,
  defineStrategy,
  type Guard,
  orders,
  pass,
  type StopAction,
  simulatedBroker,
  type Verdict,
} from '@sigmax/core';
import { barsFromCloses, describeGuard, portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { btc, market, rearmed, snapshot, told } from '../guards/guard-events.test-helper';
import { maxDrawdown } from '../guards/max-drawdown';
import { maxOrderNotional } from '../guards/max-order-notional';
import { maxWeight } from '../guards/max-weight';
import { profile } from '../testing-profile.test-helper';
import { allOf } from './all-of';

describeGuard({
  name: 'allOf',
  make: () =>
    allOf(
      [maxOrderNotional({ limit: 2_000 }), maxWeight({ limit: 0.4 }), maxDrawdown({ limit: 0.15, action: 'halt' })],
      {
        name: 'all',
      },
    ),
  reads: ['price', 'quantity', 'equity'],
});

const facts = { code: 'A_B', limit: 1, observed: 2 };
const saying = (name: string, verdict: unknown): Guard => ({ name, initial: 0, check: () => verdict as Verdict });
const demanding = (name: string, action: StopAction, scope?: object): Guard => ({
  name,
  initial: 0,
  intervene: () => ({ action, ...facts, ...(scope === undefined ? {} : { scope }) }),
});
const verdictOf = (...verdicts: readonly unknown[]) => {
  const guard = allOf(
    verdicts.map((verdict, index) => saying(`g${index}`, verdict)),
    { name: 'all' },
  );
  return guard.check!(market({ quantity: 10 }), portfolioOf({}), guard.initial);
};

describe('allOf', () => {
  it('passes what all of them pass, and says the most restrictive thing otherwise', () => {
    const shrink = (quantity: number) => ({ type: 'shrink', quantity, ...facts });
    expect(verdictOf(pass, pass)).toBe(pass);
    expect(verdictOf(pass, shrink(5), pass)).toEqual(shrink(5));
    expect(verdictOf(shrink(5), shrink(3))).toEqual(shrink(3));
    expect(verdictOf(shrink(5), { type: 'reduce-only', ...facts })).toEqual({
      type: 'reduce-only',
      quantity: 5,
      ...facts,
    });
    expect(verdictOf({ type: 'deny', ...facts }, { type: 'delay', ...facts })).toEqual({ type: 'deny', ...facts });
    expect(verdictOf({ type: 'halt', ...facts }, { type: 'deny', ...facts })).toEqual({ type: 'halt', ...facts });
  });

  it.each([
    undefined,
    null,
    'pass',
    { type: 'allow' },
    { type: 'deny' },
    { type: 'deny', code: '' },
    { type: 'shrink', ...facts },
    { type: 'shrink', quantity: 11, ...facts },
    { type: 'shrink', quantity: Number.NaN, ...facts },
    { type: 'shrink', quantity: 0, ...facts },
    { type: 'reduce-only', quantity: -1, ...facts },
  ])('hands %o on as it is: the bot denies nonsense', (nonsense) => {
    expect(verdictOf(nonsense, pass)).toBe(nonsense);
    expect(verdictOf({ type: 'shrink', quantity: 5, ...facts }, nonsense)).toBe(nonsense);
    const bot = createBot({
      strategy: defineStrategy({ name: 'buy', start: () => () => orders([market()]) })(),
      guards: [
        allOf([saying('a', nonsense), saying('b', { type: 'shrink', quantity: 0.5, ...facts })], { name: 'all' }),
      ],
      cash: { USDT: 1_000 },
    });
    const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
    const { events, fillCount } = bot.backtest({ market: barsFromCloses([100, 100, 100]), broker });
    expect(fillCount).toBe(0);
    expect(events.find(({ type }) => type === 'order-denied')).toMatchObject({
      guard: 'all',
      code: 'GUARD_ANSWER_INVALID',
    });
  });

  it('says the same whatever the order of its guards', () => {
    const limits = fc.record({
      notional: fc.integer({ min: 1, max: 2_000 }),
      weight: fc.double({ min: 0.01, max: 2, noNaN: true }),
      quantity: fc.double({ min: 0.001, max: 30, noNaN: true }),
      held: fc.double({ min: 0, max: 5, noNaN: true }),
      equity: fc.constantFrom(1_000, 700, 850),
      turn: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(limits, ({ notional, weight, quantity, held, equity, turn }) => {
        const guards = [
          maxOrderNotional({ limit: notional }),
          maxWeight({ limit: weight }),
          maxDrawdown({ limit: 0.15, action: 'pause' }),
        ];
        const orderings = [
          [0, 1, 2],
          [0, 2, 1],
          [1, 0, 2],
          [1, 2, 0],
          [2, 0, 1],
          [2, 1, 0],
        ];
        const answer = (places: readonly number[]) => {
          const guard = allOf(
            places.flatMap((place) => guards[place] ?? []),
            { name: 'all' },
          );
          const fields = { price: { [btc]: 100 }, quantity: { [btc]: held } };
          const state = told(guard, [snapshot(1)], { ...fields, equity: 1_000 });
          told(guard, [snapshot(2)], { ...fields, equity }, state);
          const portfolio = portfolioOf({ ...fields, equity });
          return [guard.check!(market({ quantity }), portfolio, state), guard.intervene!(state, portfolio)];
        };
        expect(answer(orderings[turn] as number[])).toEqual(answer([0, 1, 2]));
      }),
      profile(200, 5_000),
    );
  });

  it('is re-armed by its own name, and its guards by no other', () => {
    const guard = allOf([maxDrawdown({ limit: 0.1, action: 'halt' }), maxOrderNotional({ limit: 5 })], { name: 'all' });
    const events = [snapshot(1)];
    const tripped = told(guard, events, { equity: 80 }, told(guard, events, { equity: 100 }));
    const demand = (state: typeof tripped) => guard.intervene!(state, portfolioOf({}));
    expect(demand(tripped)?.code).toBe('DRAWDOWN_ABOVE_LIMIT');
    expect(demand(told(guard, [rearmed('max-drawdown')], { equity: 80 }, structuredClone(tripped)))).toBeDefined();
    expect(demand(told(guard, [rearmed('all')], { equity: 80 }, structuredClone(tripped)))).toBeUndefined();
  });

  it('makes the severest demand first, and then the others', () => {
    const guard = allOf([demanding('a', 'pause'), demanding('b', 'flatten', { instrumentId: btc })], { name: 'all' });
    const run = createBot({
      strategy: defineStrategy({ name: 'buy', start: () => () => orders([]) })(),
      guards: [guard],
      cash: { USDT: 1_000 },
    }).backtest({
      market: barsFromCloses([100, 100, 100, 100]),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
    });
    const halts = run.events.filter((event) => event.type === 'bot-halted');
    expect(halts.map((event) => 'action' in event && [event.action, event.guard])).toEqual([
      ['flatten', 'all'],
      ['pause', 'all'],
    ]);
  });

  it('shows what its guards do, and does what they can', () => {
    const stateless = allOf([maxOrderNotional({ limit: 5 })], { name: 'all' });
    expect([stateless.update, stateless.intervene]).toEqual([undefined, undefined]);
    expect(stateless.options).toMatchObject({ guards: [{ name: 'max-order-notional', limit: 5 }] });
    const watching = allOf([demanding('a', 'pause')], { name: 'all' });
    expect(watching.check).toBeUndefined();
    expect(watching.update).toBeDefined();
    const named = allOf([maxWeight({ limit: 1, instruments: [btc] }), maxWeight({ limit: 1 })], { name: 'all' });
    expect(named.instruments).toEqual([btc]);
    expect(stateless.instruments).toBeUndefined();
  });

  it('is soft when all of them are', () => {
    const soft = { ...maxOrderNotional({ limit: 5 }), isSoft: true };
    expect(allOf([soft, soft], { name: 'all' }).isSoft).toBe(true);
    expect(allOf([soft, maxWeight({ limit: 1 })], { name: 'all' }).isSoft).toBe(false);
  });

  it('refuses what is no list of guards', () => {
    expect(() => allOf([], { name: 'all' })).toThrow('allOf: guards');
    expect(() => allOf([{} as never], { name: 'all' })).toThrow('allOf: a guard was');
    expect(() => allOf([maxWeight({ limit: 1 })], {} as never)).toThrow('allOf: name was undefined');
  });

  it('lets the failure of one be a failure', () => {
    const broken: Guard = {
      name: 'broken',
      initial: 0,
      update: () => Promise.resolve(0),
      check: () => {
        throw new Error('x');
      },
    };
    const guard = allOf([broken], { name: 'all' });
    expect(() => guard.check!(market(), portfolioOf({}), guard.initial)).toThrow('x');
    expect(() => told(guard, [snapshot(0)])).toThrow('asynchronous');
  });
});
