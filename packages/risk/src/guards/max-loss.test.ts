import { createBot, defineStrategy, type OrderIntent, pass, simulatedBroker, target } from '@sigmax/core';
import { barsFromCloses, describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, market, moved, rearmed, reread, snapshot, told, withUnrealised } from './guard-events.test-helper';
import { type LossState, type MaxLossOptions, maxLoss } from './max-loss';

const hour = 3_600_000;
const day = 24 * hour;
/** Thursday, 1 January 1970, so Monday the 5th is day 4. */
const monday = 4 * day;

for (const action of ['pause', 'reduce-only'] as const) {
  describeGuard({
    name: `maxLoss with ${action}`,
    make: () =>
      maxLoss({
        limit: { fraction: 0.1 },
        period: 'day',
        action,
        ...(action === 'pause' ? {} : { resets: 'next-period' }),
      }),
    reads: ['equity'],
  });
}

const guardOf = (fields: Partial<MaxLossOptions> = {}) =>
  maxLoss({ limit: { fraction: 0.1 }, period: 'day', action: 'pause', ...fields });
const daily = guardOf();
const absolute = guardOf({ limit: { amount: 100 } });
const resetting = guardOf({ action: 'reduce-only', resets: 'next-period' });

interface Moment {
  readonly at: number;
  readonly equity: number;
  readonly flow?: number;
  readonly unrealised?: number;
}

const after = (moments: readonly Moment[], guard = daily, from: LossState = structuredClone(guard.initial)) =>
  moments.reduce((state, { at, equity, flow, unrealised = 0 }) => {
    const portfolio = withUnrealised(portfolioOf({ timeMs: at, equity, quantity: { [btc]: 1 } }), unrealised);
    if (flow !== undefined) guard.update!(state, moved(flow, 'USDT', at), portfolio);
    return guard.update!(state, snapshot(at), portfolio);
  }, from);
const path = (...equities: readonly number[]) => equities.map((equity, index) => ({ at: (index + 1) * hour, equity }));
const demand = (state: LossState, guard = daily) => guard.intervene?.(state, portfolioOf({}));
const check = (state: LossState, guard = daily, intent: OrderIntent = market()) =>
  guard.check!(intent, portfolioOf({ quantity: { [btc]: 1 } }), state);

describe('maxLoss', () => {
  it('bears the limit and not more, from the start of the period', () => {
    expect(demand(after(path(1_000, 1_200, 900)))).toBeUndefined();
    const { observed, ...rest } = demand(after(path(1_000, 1_200, 899)))!;
    expect(rest).toEqual({ action: 'pause', code: 'LOSS_ABOVE_LIMIT', limit: 0.1 });
    expect(observed).toBeCloseTo(0.101, 12);
    expect(demand(after(path(1_000, 900), absolute), absolute)).toBeUndefined();
    expect(demand(after(path(1_000, 899), absolute), absolute)).toMatchObject({ limit: 100, observed: 101 });
  });

  it('begins a period with the equity before its boundary', () => {
    const before = { at: day, equity: 1_000 };
    expect(after([before]).period).toBe(0);
    // What was lost over midnight was lost on the new day.
    expect(demand(after([before, { at: day + hour, equity: 899 }]))).toBeDefined();
    const two = [
      { at: hour, equity: 1_000 },
      { at: day, equity: 950 },
      { at: day + hour, equity: 860 },
    ];
    expect(demand(after(two))).toBeUndefined();
    expect(demand(after([...two, { at: day + 2 * hour, equity: 854 }]))).toBeDefined();
  });

  it('sees the loss of each daily bar', () => {
    const bars = [1_000, 950, 900, 800].map((equity, index) => ({ at: (index + 1) * day, equity }));
    expect(demand(after(bars.slice(0, 3)))).toBeUndefined();
    expect(demand(after(bars))?.observed).toBeCloseTo(100 / 900, 12);
  });

  it.each([
    ['day', 0, day, 0],
    ['day', 90, day, 90 * 60_000],
    ['day', -60, day, 23 * hour],
    ['week', 0, 7 * day, monday],
    ['week', 1_440, 7 * day, monday + day],
    [{ hours: 6 }, 30, 6 * hour, 30 * 60_000],
  ] as const)(
    'has its boundaries where they should be: %o from %i minutes',
    (period, boundaryMinutes, length, first) => {
      const guard = guardOf({ period, boundaryMinutes });
      for (let turn = 0; turn < 3; turn++) {
        const boundary = first + turn * length;
        const periodAt = (at: number) => after([{ at, equity: 1 }], guard).period as number;
        expect(periodAt(boundary + 1) - periodAt(boundary)).toBe(1);
        expect(periodAt(boundary + length)).toBe(periodAt(boundary + 1));
      }
    },
  );

  it('takes deposits for no profit and withdrawals for no loss', () => {
    const from = { at: hour, equity: 1_000 };
    expect(demand(after([from, { at: 2 * hour, equity: 500, flow: -500 }]))).toBeUndefined();
    // Down 5 %, then half goes: still down 5 %, of what is left.
    const half = [from, { at: 2 * hour, equity: 950 }, { at: 3 * hour, equity: 475, flow: -475 }];
    expect(demand(after([...half, { at: 4 * hour, equity: 450 }]))).toBeUndefined();
    expect(demand(after([...half, { at: 4 * hour, equity: 449 }]))).toBeDefined();
    const richer = [from, { at: 2 * hour, equity: 2_000, flow: 1_000 }];
    expect(demand(after([...richer, { at: 3 * hour, equity: 1_800 }]))).toBeUndefined();
    expect(demand(after([...richer, { at: 3 * hour, equity: 1_799 }]))).toBeDefined();
    expect(demand(after([from, { at: 2 * hour, equity: 1_800, flow: 1_000 }]))?.observed).toBeCloseTo(0.2, 12);
  });

  it('adds up an amount over deposits and withdrawals', () => {
    const lost = [
      { at: hour, equity: 1_000 },
      { at: 2 * hour, equity: 950 },
      { at: 3 * hour, equity: 450, flow: -500 },
    ];
    expect(demand(after([...lost, { at: 4 * hour, equity: 400 }], absolute), absolute)).toBeUndefined();
    expect(demand(after([...lost, { at: 4 * hour, equity: 399 }], absolute), absolute)?.observed).toBe(101);
  });

  it('begins with the first money', () => {
    const empty = [
      { at: 1, equity: 0 },
      { at: 2, equity: 0 },
      { at: 3, equity: 1_000, flow: 1_000 },
    ];
    for (const guard of [daily, absolute]) {
      expect(demand(after(empty, guard), guard)).toBeUndefined();
      expect(demand(after([...empty, { at: 4, equity: 899 }], guard), guard)).toBeDefined();
    }
    const fromNowhere = [
      { at: 1, equity: 0 },
      { at: 2, equity: 1_000 },
      { at: 3, equity: 899 },
    ];
    expect(demand(after(fromNowhere))).toBeDefined();
  });

  it('trips on what it cannot measure', () => {
    for (const equity of [Number.NaN, Infinity, -Infinity]) {
      expect(demand(after(path(1_000, equity)))).toMatchObject({ code: 'EQUITY_UNKNOWN' });
      expect(demand(after(path(equity)))).toBeDefined();
    }
    expect(demand(after(path(0, -5)))).toBeDefined();
    expect(demand(after(path(-5, -5)))).toBeDefined();
    expect(demand(after([{ at: Number.NaN, equity: 5 }]))).toBeDefined();
    const unvalued = told(daily, [moved(1, 'BTC'), snapshot(1)], { equity: 5 });
    expect(demand(unvalued)).toBeDefined();
  });

  it('lets only exits out once it has tripped', () => {
    const tripped = after(path(1_000, 800));
    expect(check(after(path(1_000)))).toBe(pass);
    expect(check(tripped)).toMatchObject({ type: 'reduce-only', code: 'LOSS_ABOVE_LIMIT' });
    expect(check(tripped, daily, market({ side: 'sell' }))).toBe(pass);
  });

  it('stays tripped over restarts, midnights, recoveries and clocks that jump', () => {
    let state = after(path(1_000, 800));
    for (const at of [day + 1, 30 * day, -day, 2 * hour, 60 * day]) {
      state = after([{ at, equity: 5_000 }], daily, reread(state));
      expect(demand(state)).toBeDefined();
    }
  });

  it('begins afresh when it is re-armed by its name', () => {
    const tripped = after(path(1_000, 800));
    expect(
      demand(told(daily, [rearmed('max-drawdown', 3 * hour)], { equity: 800 }, structuredClone(tripped))),
    ).toBeDefined();
    const armed = told(daily, [rearmed('max-loss', 3 * hour)], { equity: 800 }, tripped);
    expect(armed).toEqual({ period: 0, start: 800, last: 800, flows: {}, trip: undefined });
    expect(demand(after([{ at: 4 * hour, equity: 720 }], daily, structuredClone(armed)))).toBeUndefined();
    expect(demand(after([{ at: 4 * hour, equity: 719 }], daily, structuredClone(armed)))).toBeDefined();
  });

  it('counts money that moves with the re-arming only once, and waits for an equity that is none', () => {
    const tripped = after([...path(1_000, 800), { at: 3 * hour, equity: 1_800, flow: 1_000 }]);
    expect(tripped.flows).toEqual({});
    const events = [moved(200, 'USDT', 4 * hour), rearmed('max-loss', 4 * hour)];
    const armed = told(daily, events, { equity: 1_800 }, structuredClone(tripped));
    expect(after([{ at: 5 * hour, equity: 2_000 }], daily, armed)).toMatchObject({ start: 2_000, trip: undefined });
    const broken = told(daily, [rearmed('max-loss', 4 * hour)], { equity: Number.NaN }, tripped);
    expect(after([{ at: 5 * hour, equity: 700 }], daily, reread(broken))).toMatchObject({ start: 700 });
  });

  it('has no default limit, period or action, and resets only where it does not stop the bot', () => {
    expect(() => maxLoss({ limit: { amount: 1 }, period: 'day' } as never)).toThrow('action was undefined');
    expect(() => maxLoss({ period: 'day', action: 'halt' } as never)).toThrow('limit was undefined');
    expect(() => maxLoss({ limit: { amount: 1 }, action: 'halt' } as never)).toThrow('period was undefined');
    expect(() => guardOf({ action: 'reduce-only' })).toThrow('resets was undefined');
    expect(() => guardOf({ resets: 'next-period' })).toThrow('resets was "next-period"');
    for (const fraction of [0, 1, 5, Number.NaN]) expect(() => guardOf({ limit: { fraction } })).toThrow('limit');
    for (const amount of [0, -1, Infinity]) expect(() => guardOf({ limit: { amount } })).toThrow('limit');
    expect(() => guardOf({ limit: { fraction: 0.1, amount: 5 } as never })).toThrow('limit');
    expect(guardOf({ period: { hours: 8 } }).options).toEqual({
      limit: { fraction: 0.1 },
      period: { hours: 8 },
      boundaryMinutes: 0,
      action: 'pause',
    });
  });
});

describe('maxLoss that resets', () => {
  const tripped = () => after(path(1_000, 800), resetting);
  const next = (moment: Moment) => after([moment], resetting, tripped());

  it('stops no bot, and lets only exits out', () => {
    expect(resetting.intervene).toBeUndefined();
    expect(check(tripped(), resetting)).toMatchObject({ type: 'reduce-only' });
  });

  it('waits for the next period', () => {
    expect(next({ at: day, equity: 1_500 }).trip).toBeDefined();
    expect(next({ at: day + 1, equity: 700 })).toEqual({
      period: 1,
      start: 700,
      last: 700,
      flows: {},
      trip: undefined,
    });
  });

  it('waits for a position that is under water, over as many midnights as it takes', () => {
    expect(next({ at: day + 1, equity: 800, unrealised: -0.01 }).trip).toBeDefined();
    expect(next({ at: 9 * day, equity: 800, unrealised: Number.NaN }).trip).toBeDefined();
    const later = after([{ at: 9 * day, equity: 800 }], resetting, next({ at: day + 1, equity: 800, unrealised: -1 }));
    expect(later.trip).toBeUndefined();
  });

  it('does not reset on a restart or a clock that goes back', () => {
    expect(after([{ at: 3 * hour, equity: 2_000 }], resetting, reread(tripped())).trip).toBeDefined();
    expect(next({ at: -5 * day, equity: 2_000 }).trip).toBeDefined();
    const back = after([{ at: 3 * hour, equity: 2_000 }], resetting, next({ at: -5 * day, equity: 2_000 }));
    expect(back.trip).toBeDefined();
    expect(next({ at: 5 * day, equity: Number.NaN }).trip).toBeDefined();
  });

  it('begins no period when the clock goes back while it watches', () => {
    const moments = [
      { at: 3 * day, equity: 1_000 },
      { at: day, equity: 950 },
      { at: 3 * day, equity: 899 },
    ];
    expect(after(moments).trip?.observed).toBeCloseTo(0.101, 12);
  });

  it('counts what moved while it waited as no profit', () => {
    const state = next({ at: day + 1, equity: 2_000, flow: 1_300 });
    expect(after([{ at: day + 2, equity: 1_800 }], resetting, structuredClone(state)).trip).toBeUndefined();
    expect(after([{ at: day + 2, equity: 1_799 }], resetting, structuredClone(state)).trip).toBeDefined();
  });
});

describe('a bot with maxLoss', () => {
  const always = defineStrategy({ name: 'always', start: () => () => target(btc, 0.9) });
  const rearm = { type: 'rearm', of: 'max-loss', reason: 'seen', by: 'ada' } as const;
  const run = (closes: readonly number[], memory: { text: string | undefined }, controls: readonly number[] = []) =>
    createBot({ strategy: always(), guards: [daily], cash: { USDT: 10_000 } }).backtest({
      market: barsFromCloses(closes, { startMs: day + hour }),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      controls: controls.map((timeMs) => ({ timeMs, control: rearm })),
      memory: {
        read: () => memory.text,
        write: (text) => {
          memory.text = text;
        },
      },
    });

  it('is still stopped after a restart, a midnight later, until it is re-armed', () => {
    const memory = { text: undefined };
    const first = run([100, 100, 80, 80], memory);
    expect(first.halt).toMatchObject({ guard: 'max-loss', action: 'pause', code: 'LOSS_ABOVE_LIMIT' });
    const calm = Array<number>(30).fill(100);
    expect(run(calm, memory).fillCount).toBe(0);
    expect(run(calm, memory, [day + 2 * hour]).fillCount).toBe(1);
    expect(run(calm, memory).fillCount).toBe(1);
  });
});
