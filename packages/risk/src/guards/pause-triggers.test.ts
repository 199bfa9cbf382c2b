import { createBot, defineStrategy, type Guard, type GuardEvent, hold, orders, simulatedBroker } from '@sigmax/core';
import { bar, barsFromCloses, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, fill, observed, rearmed, reread, snapshot, trade } from './guard-events.test-helper';
import { type PauseTriggersOptions, pauseTriggers } from './pause-triggers';

const hour = 3_600_000;

const all = {
  losses: 3,
  dailyLoss: { amount: 10 },
  drawdown: 0.05,
  position: 0.6,
  slippage: 0.01,
  apiErrorsPerMinute: 5,
  sentiment: -0.3,
  privacyBreach: true,
  heartbeatMs: 30_000,
  memoryBytes: 8e9,
  latencyMs: 2_000,
  volatility: { gap: { trip: 0.05 } },
  liquidity: { volume: { limit: 1_000, bars: 1 } },
} as const satisfies PauseTriggersOptions;

type Told = readonly (readonly [event: GuardEvent, fields?: PortfolioFields])[];

/** By trigger: what it bears, and what it does not. */
const cases: Record<Exclude<keyof PauseTriggersOptions, 'action'>, readonly [name: string, bears: Told, not: Told]> = {
  losses: [
    'loss-streak',
    [-1, -1].flatMap((profit, index) => trade(index, profit)).map((event) => [event] as const),
    [-1, -1, -1].flatMap((profit, index) => trade(index, profit)).map((event) => [event] as const),
  ],
  dailyLoss: [
    'max-loss',
    [
      [snapshot(12 * hour), { equity: 100 }],
      [snapshot(24 * hour), { equity: 94 }],
      [snapshot(30 * hour), { equity: 84 }],
    ],
    [
      [snapshot(1 * hour), { equity: 100 }],
      [snapshot(12 * hour), { equity: 94 }],
      [snapshot(24 * hour), { equity: 89 }],
    ],
  ],
  drawdown: [
    'max-drawdown',
    [
      [snapshot(1), { equity: 100 }],
      [snapshot(2), { equity: 95 }],
    ],
    [
      [snapshot(1), { equity: 100 }],
      [snapshot(2), { equity: 94 }],
    ],
  ],
  position: [
    'position-breach',
    [[snapshot(1), { equity: 100, price: { [btc]: 1 }, quantity: { [btc]: 60 } }]],
    [[snapshot(1), { equity: 100, price: { [btc]: 1 }, quantity: { [btc]: 61 } }]],
  ],
  slippage: ['max-slippage', [[fill(0, 'buy', { slippageCost: 1 })]], [[fill(0, 'buy', { slippageCost: 1.1 })]]],
  apiErrorsPerMinute: ['api-errors', [[observed(0, 'api-error', 5)]], [[observed(0, 'api-error', 6)]]],
  sentiment: ['sentiment-floor', [[observed(0, 'sentiment', -0.3)]], [[observed(0, 'sentiment', -0.31)]]],
  privacyBreach: ['privacy-breach', [[observed(0, 'privacy-breach', 0)]], [[observed(0, 'privacy-breach', 1)]]],
  heartbeatMs: ['heartbeat', [[snapshot(0)], [snapshot(30_000)]], [[snapshot(0)], [snapshot(30_001)]]],
  memoryBytes: ['memory-limit', [[observed(0, 'memory', 8e9)]], [[observed(0, 'memory', 8.1e9)]]],
  latencyMs: ['latency-limit', [[observed(0, 'latency', 2_000)]], [[observed(0, 'latency', 2_001)]]],
  volatility: [
    'volatility-breaker',
    [100, 105].map((close, index) => [snapshot(index, [bar({ close })])] as const),
    [100, 106].map((close, index) => [snapshot(index, [bar({ close })])] as const),
  ],
  liquidity: [
    'min-liquidity',
    [[snapshot(0, [bar({ close: 100, volume: 10 })])]],
    [[snapshot(0, [bar({ close: 100, volume: 9 })])]],
  ],
};

const hear = (guard: Guard, events: Told, from: unknown = structuredClone(guard.initial)): unknown =>
  events.reduce(
    (state, [event, fields = {}]) => guard.update!(state, event, portfolioOf({ timeMs: event.timeMs, ...fields })),
    from,
  );
const demand = (guard: Guard, state: unknown) => guard.intervene!(state, portfolioOf({}));

describe('pauseTriggers', () => {
  it('makes a guard for each trigger that is given, each under a name of its own', () => {
    const names = pauseTriggers(all).map(({ name }) => name);
    expect(names).toEqual(Object.keys(all).map((key) => cases[key as keyof typeof cases][0]));
    expect(new Set(names).size).toBe(13);
  });

  it.each(Object.entries(cases))(
    '%s pauses beyond its limit, stays so over a restart, and is re-armed by its name',
    (key, [name, bears, not]) => {
      const [guard, ...others] = pauseTriggers({ [key]: all[key as keyof typeof all] }) as [Guard];
      expect(others).toEqual([]);
      expect(guard.name).toBe(name);
      expect(demand(guard, hear(guard, bears))).toBeUndefined();
      const tripped = reread(hear(guard, not));
      expect(demand(guard, tripped)?.action).toBe('pause');
      expect(demand(guard, hear(guard, [[rearmed('operator')]], reread(tripped)))).toBeDefined();
      expect(demand(guard, hear(guard, [[rearmed(name)]], tripped))).toBeUndefined();
    },
  );

  it('stops in another way where it is told to', () => {
    for (const guard of pauseTriggers({ ...all, action: 'cancel' })) expect(guard.options?.action).toBe('cancel');
  });

  it('refuses none, a misspelt one and one out of range', () => {
    expect(() => pauseTriggers({})).toThrow('expected at least one trigger');
    expect(() => pauseTriggers({ loss: 3 } as never)).toThrow('loss was 3: no such option');
    expect(() => pauseTriggers({ losses: 0 })).toThrow('lossStreak: losses was 0');
    expect(() => pauseTriggers({ sentiment: Number.NaN })).toThrow('sentimentFloor: limit was NaN');
    expect(() => pauseTriggers({ privacyBreach: false } as never)).toThrow('privacyBreach was false');
  });
});

describe('a bot with pauseTriggers', () => {
  const minute = 60_000;
  const buyer = defineStrategy({
    name: 'buyer',
    start: () => {
      let count = 0;
      return () => {
        count += 1;
        if (count % 2 === 0) return hold;
        return orders([{ type: 'market', instrumentId: btc, side: 'buy', quantity: 1 }]);
      };
    },
  });
  const run = (controls: Parameters<ReturnType<typeof createBot>['backtest']>[0]['controls']) =>
    createBot({
      strategy: buyer(),
      guards: pauseTriggers({ apiErrorsPerMinute: 5, latencyMs: 500 }),
      cash: { USDT: 10_000 },
    }).backtest({
      market: barsFromCloses(Array(12).fill(100), { timeframeMs: minute }),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      controls: controls ?? [],
    });
  const errors = { type: 'observed', name: 'api-error', value: 6 } as const;

  it('is paused, says so, sends no entry and goes on when a person re-arms it', () => {
    expect(run([]).fillCount).toBe(6);
    const paused = run([{ timeMs: 3 * minute, control: errors }]);
    expect(paused.fillCount).toBe(2);
    expect(paused.halt).toMatchObject({ guard: 'api-errors', action: 'pause', limit: 5, observed: 6 });
    const rearm = { type: 'rearm', of: 'api-errors', reason: 'the venue is back', by: 'ada' } as const;
    const resumed = run([
      { timeMs: 3 * minute, control: errors },
      { timeMs: 7 * minute, control: rearm },
    ]);
    expect(resumed.fillCount).toBe(4);
    expect(resumed.events.map(({ type }) => type)).toContain('bot-rearmed');
  });

  it('leaves the pause of an operator to the operator', () => {
    const pause = { type: 'pause', reason: 'lunch', by: 'ada' } as const;
    const rearm = (of: string) => ({ type: 'rearm', of, reason: 'back', by: 'ada' }) as const;
    expect(
      run([
        { timeMs: 3 * minute, control: pause },
        { timeMs: 7 * minute, control: rearm('operator') },
      ]).fillCount,
    ).toBe(4);
    expect(
      run([
        { timeMs: 3 * minute, control: pause },
        { timeMs: 7 * minute, control: rearm('api-errors') },
      ]).fillCount,
    ).toBe(2);
  });
});
