import {
  createBot,
  defineStrategy,
  type GuardEvent,
  orders,
  type Portfolio,
  type RunResult,
  type StateStore,
  simulatedBroker,
  type TimedControl,
} from '@sigmax/core';
import { barsFromCloses, describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { bring, btc, buy, drawdown, eth, limitsOf } from './policy.test-helper';
import { type PolicyGuardOptions, policyGuard } from './policy-guard';
import type { PolicyState } from './policy-state';

const both = {
  'max-weight': { kind: 'max-weight', limitFraction: 0.3 },
  'max-drawdown': { kind: 'max-drawdown', limitFraction: 0.2, action: 'flatten' },
} as const;
const hourMs = 3_600_000;

describeGuard({
  name: 'policyGuard',
  make: () => policyGuard({ document: limitsOf(2_000) }),
  reads: ['price', 'quantity'],
});
describeGuard({
  name: 'policyGuard that is given other limits twice',
  make: () => policyGuard({ document: limitsOf(0, { limits: both }) }),
  reads: ['price', 'quantity', 'equity'],
  controls: [
    {
      timeMs: 20 * hourMs,
      control: bring(limitsOf(1_500, { version: 2, effectiveAtMs: 40 * hourMs, approvedBy: ['a'] })),
    },
    {
      timeMs: 60 * hourMs,
      control: bring(limitsOf(0, { version: 3, effectiveAtMs: 90 * hourMs, approvedBy: ['a'], limits: both })),
    },
  ],
});

const account = (fields = {}): Portfolio =>
  portfolioOf({ cash: { USDT: 10_000 }, price: { [btc]: 100, [eth]: 10 }, ...fields });

/** A policy that can be talked to without a bot. */
const policy = (options: PolicyGuardOptions) => {
  const guard = policyGuard(options);
  let state = structuredClone(guard.initial);
  return {
    guard,
    state: () => state,
    tell: (event: GuardEvent, portfolio = account({ timeMs: event.timeMs })) => {
      state = guard.update!(state, event, portfolio);
    },
    bring: (timeMs: number, value: unknown) => {
      const control = bring(value) as Extract<typeof value, never>;
      state = guard.update!(state, { type: 'control', timeMs, control }, account({ timeMs }));
      return state.refusal;
    },
    snapshot: (timeMs: number, fields = {}) => {
      state = guard.update!(state, { type: 'snapshot', timeMs, bars: [] }, account({ timeMs, ...fields }));
    },
    allows: (quantity: number, fields = {}) => {
      const verdict = guard.check!(buy(quantity), account(fields), state);
      return verdict.type === 'pass' ? quantity : verdict.type === 'shrink' ? verdict.quantity : 0;
    },
    demand: (fields = {}) => guard.intervene!(state, account(fields)),
  };
};

describe('policyGuard', () => {
  it('shows its document and the hash of it', () => {
    const { options } = policyGuard({ document: limitsOf(500) });
    expect(options).toMatchObject({ document: { name: 'test', version: 1 }, approvals: 1 });
    expect(options?.limitsHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('applies both documents until the new one is effective, and then that one alone', () => {
    const { bring: give, snapshot, allows } = policy({ document: limitsOf(500) });
    expect(allows(10)).toBe(5);
    expect(give(10, limitsOf(800, { version: 2, effectiveAtMs: 1_000, approvedBy: ['ada'] }))).toBeUndefined();
    expect(allows(10)).toBe(5);
    snapshot(999);
    expect(allows(10)).toBe(5);
    snapshot(1_000);
    expect(allows(10)).toBe(8);
    give(1_001, limitsOf(200, { version: 3, effectiveAtMs: 2_000 }));
    expect(allows(10)).toBe(2);
    snapshot(2_000);
    expect(allows(10)).toBe(2);
  });

  it('goes over at once to limits whose time has come', () => {
    const { bring: give, allows } = policy({ document: limitsOf(500) });
    give(10, limitsOf(300, { version: 2, effectiveAtMs: 10 }));
    expect(allows(10)).toBe(3);
  });

  it.each<[string, unknown, string, string]>([
    ['nothing', undefined, 'INVALID_OPTIONS', 'expected object'],
    ['a misspelt field', { ...limitsOf(1, { version: 2 }), limit: {} }, 'INVALID_OPTIONS', 'limit was {}'],
    ['NaN', limitsOf(Number.NaN, { version: 2 }), 'INVALID_OPTIONS', 'limits.max-order.limitAmount was NaN'],
    ['limits of another name', limitsOf(1, { version: 2, name: 'live' }), 'LIMITS_OF_ANOTHER_NAME', 'live'],
    ['the same version', limitsOf(1), 'LIMITS_NOT_NEWER', 'version was 1'],
    ['weaker limits', limitsOf(501, { version: 2 }), 'LIMITS_NOT_APPROVED', 'max-order.limitAmount was 500 and is 501'],
    ['none at all', limitsOf(0, { version: 2, limits: {} }), 'LIMITS_NOT_APPROVED', 'max-order is gone'],
    ['another asset', limitsOf(1, { version: 2, reportingAsset: 'BTC' }), 'LIMITS_NOT_APPROVED', 'reportingAsset'],
    [
      'a limit on what is not traded',
      limitsOf(1, {
        version: 2,
        approvedBy: ['ada'],
        limits: { one: { kind: 'max-weight', limitFraction: 0.1, instruments: ['demo:BCT/USDT'] } },
      }),
      'UNKNOWN_INSTRUMENT',
      'demo:BCT/USDT',
    ],
  ])('does not take %s, and remembers why', (_, value, code, says) => {
    const { bring: give, snapshot, allows, state } = policy({ document: limitsOf(500) });
    expect(give(10, value)).toMatchObject({ timeMs: 10, code, message: expect.stringContaining(says) });
    snapshot(1e12);
    expect(allows(10)).toBe(5);
    expect(state().inForce.document.version).toBe(1);
    expect(state().next).toBeUndefined();
  });

  it('counts different people only', () => {
    const { bring: give } = policy({ document: limitsOf(500), approvals: 2 });
    expect(give(1, limitsOf(900, { version: 2, approvedBy: ['ada', 'ada'] }))?.code).toBe('LIMITS_NOT_APPROVED');
    expect(give(2, limitsOf(900, { version: 2, approvedBy: ['ada', 'bob'] }))).toBeUndefined();
  });

  it('takes limits that are weaker than the coming ones with approval only', () => {
    const { bring: give, allows } = policy({ document: limitsOf(500) });
    give(1, limitsOf(100, { version: 2, effectiveAtMs: 1_000 }));
    expect(give(2, limitsOf(400, { version: 3, effectiveAtMs: 1_000 }))?.code).toBe('LIMITS_NOT_APPROVED');
    expect(allows(10)).toBe(1);
    expect(give(3, limitsOf(50, { version: 3, effectiveAtMs: 1_000 }))).toBeUndefined();
    expect(allows(10)).toBe(0.5);
  });

  it('does not mind being told the same twice', () => {
    const { bring: give } = policy({ document: limitsOf(500) });
    expect(give(1, limitsOf(500))).toBeUndefined();
    give(2, limitsOf(100, { version: 2, effectiveAtMs: 1_000 }));
    expect(give(3, limitsOf(100, { version: 2, effectiveAtMs: 1_000 }))).toBeUndefined();
  });

  it('lets nothing leave a bot that counts in another asset', () => {
    const { guard, state } = policy({ document: limitsOf(500) });
    const other = portfolioOf({ reportingAsset: 'BTC', price: { [btc]: 100 }, assetValue: { USDT: 1 } });
    expect(guard.check!(buy(1), other, state())).toMatchObject({ type: 'deny', code: 'REPORTING_ASSET_UNEXPECTED' });
  });

  it('an order that passes gets the shared answer', () => {
    const { guard, state } = policy({ document: limitsOf(500) });
    expect(guard.check!(buy(1), account(), state())).toBe(guard.check!(buy(2), account(), state()));
  });
});

describe('what limits remember', () => {
  const falling = (limitFraction: number, fields = {}) =>
    limitsOf(0, { limits: { fall: drawdown(limitFraction) }, approvedBy: ['ada'], ...fields });
  const fall = { code: 'DRAWDOWN_ABOVE_LIMIT', action: 'halt' };

  it('goes on under new figures: the mark stays', () => {
    const { bring: give, snapshot, demand } = policy({ document: falling(0.2) });
    snapshot(1);
    give(2, falling(0.1, { version: 2 }));
    snapshot(3, { equity: 8_900 });
    expect(demand()).toMatchObject({ ...fall, limit: 0.1 });
  });

  it('what tripped stays tripped under a higher limit', () => {
    const { bring: give, snapshot, demand, allows } = policy({ document: falling(0.1) });
    snapshot(1);
    snapshot(2, { equity: 8_000 });
    expect(demand()).toMatchObject(fall);
    give(3, falling(0.5, { version: 2 }));
    snapshot(4, { equity: 10_000 });
    expect(demand()).toMatchObject(fall);
    expect(allows(1)).toBe(0);
  });

  it('what trips while both apply stays tripped, whichever of the two it was', () => {
    for (const [before, after] of [
      [0.1, 0.5],
      [0.5, 0.1],
    ] as const) {
      const { bring: give, snapshot, demand, state } = policy({ document: falling(before) });
      snapshot(1);
      give(2, falling(after, { version: 2, effectiveAtMs: 100 }));
      snapshot(3, { equity: 8_000 });
      expect(demand()).toMatchObject(fall);
      snapshot(100, { equity: 10_000 });
      expect(state().next).toBeUndefined();
      expect(demand()).toMatchObject(fall);
    }
  });

  it('of what is counted otherwise stays only that it tripped', () => {
    const loss = (period: 'day' | 'week', version: number) =>
      limitsOf(0, {
        version,
        approvedBy: ['ada'],
        limits: { loss: { kind: 'max-loss', limitFraction: 0.1, period, action: 'pause' } },
      });
    const dayMs = 86_400_000;
    const calm = policy({ document: loss('day', 1) });
    calm.snapshot(10.5 * dayMs);
    calm.bring(10.6 * dayMs, loss('week', 2));
    expect(calm.state().inForce.states[0]).toMatchObject({ period: undefined, trip: undefined });
    const tripped = policy({ document: loss('day', 1) });
    tripped.snapshot(10.5 * dayMs);
    tripped.snapshot(10.6 * dayMs, { equity: 8_000 });
    tripped.bring(10.7 * dayMs, loss('week', 2));
    expect(tripped.demand()).toMatchObject({ action: 'pause', code: 'LOSS_ABOVE_LIMIT', limit: 0.1 });
  });

  it('what tripped under limits that never came into force stays tripped, too', () => {
    const loss = (period: 'day' | 'week', limitFraction: number, version: number) =>
      limitsOf(0, {
        version,
        effectiveAtMs: 2 * 86_400_000,
        approvedBy: ['ada'],
        limits: { loss: { kind: 'max-loss', limitFraction, period, action: 'pause' } },
      });
    const { bring: give, snapshot, demand, state } = policy({ document: loss('day', 0.5, 1) });
    snapshot(1);
    give(2, loss('day', 0.1, 2));
    snapshot(3, { equity: 8_000 });
    expect(demand()).toMatchObject({ limit: 0.1 });
    give(4, loss('week', 0.5, 3));
    snapshot(5, { equity: 10_000 });
    expect(demand()).toMatchObject({ code: 'LOSS_ABOVE_LIMIT', limit: 0.1 });
    snapshot(3 * 86_400_000, { equity: 10_000 });
    expect(state().inForce.document.version).toBe(3);
    expect(demand()).toMatchObject({ code: 'LOSS_ABOVE_LIMIT', limit: 0.1 });
  });

  it('begins afresh where the kind changes, and where a limit is new', () => {
    const { bring: give, snapshot, state } = policy({ document: limitsOf(500) });
    snapshot(1);
    give(2, falling(0.1, { version: 2 }));
    expect(state().inForce.states[0]).toEqual({ peak: 0, flows: {}, trip: undefined });
  });

  it('is forgotten when the policy is re-armed, and only then', () => {
    const { tell, snapshot, demand } = policy({ document: falling(0.1) });
    snapshot(1);
    snapshot(2, { equity: 8_000 });
    const rearmed = (of: string) => ({ type: 'bot-rearmed', timeMs: 3, of, reason: 'seen', by: 'ada' }) as const;
    tell(rearmed('other'));
    expect(demand()).toMatchObject(fall);
    tell(rearmed('policy'));
    expect(demand()).toBeUndefined();
  });

  it('asks for each of several stops in turn, the severest first', () => {
    const { tell, snapshot, demand } = policy({
      document: limitsOf(0, {
        limits: { one: drawdown(0.1, { action: 'pause' }), two: drawdown(0.15, { action: 'flatten' }) },
      }),
    });
    snapshot(1);
    snapshot(2, { equity: 8_800 });
    expect(demand()).toMatchObject({ action: 'pause', limit: 0.1 });
    snapshot(3, { equity: 8_000 });
    expect(demand()).toMatchObject({ action: 'flatten', limit: 0.15 });
    const halted = { type: 'bot-halted', timeMs: 3, guard: 'policy', code: 'A_B', limit: 1, observed: 1 } as const;
    tell({ ...halted, action: 'flatten' });
    expect(demand()).toMatchObject({ action: 'flatten' });
    const scoped = { ...halted, action: 'pause', scope: { venue: 'other' } } as const;
    tell(scoped);
    expect(demand()).toMatchObject({ action: 'flatten' });
  });
});

describe('soft limits', () => {
  const soft = limitsOf(0, {
    limits: {
      soft: { kind: 'max-order-notional', limitAmount: 500, isSoft: true },
      hard: { kind: 'max-order-notional', limitAmount: 2_000 },
    },
  });
  const say = (timeMs: number, value: unknown): GuardEvent => ({
    type: 'control',
    timeMs,
    control: { type: 'observed', name: 'limits-override', value },
  });
  const signed = { reason: 'a block trade', by: 'ada' };

  it('are put aside until a time, and hard ones stay', () => {
    const { tell, allows } = policy({ document: soft });
    tell(say(10, { limit: 'soft', untilMs: 1_000, ...signed }));
    expect(allows(100, { timeMs: 10 })).toBe(20);
    expect(allows(100, { timeMs: 1_000 })).toBe(20);
    expect(allows(100, { timeMs: 1_001 })).toBe(5);
  });

  it.each<[string, unknown, string]>([
    ['a hard limit', { limit: 'hard', untilMs: 1_000, ...signed }, 'HARD_LIMIT'],
    ['a limit that there is not', { limit: 'sfot', untilMs: 1_000, ...signed }, 'UNKNOWN_LIMIT'],
    ['more than a day', { limit: 'soft', untilMs: 86_400_011, ...signed }, 'OVERRIDE_TOO_LONG'],
    ['the past', { limit: 'soft', untilMs: 10, ...signed }, 'OVERRIDE_TOO_LONG'],
    ['NaN', { limit: 'soft', untilMs: Number.NaN, ...signed }, 'INVALID_OPTIONS'],
    ['nobody', { limit: 'soft', untilMs: 1_000, reason: 'why' }, 'INVALID_OPTIONS'],
  ])('an override of %s is not taken', (_, value, code) => {
    const { tell, allows, state } = policy({ document: soft });
    tell(say(10, value));
    expect(state().refusal).toMatchObject({ timeMs: 10, code });
    expect(allows(100, { timeMs: 10 })).toBe(5);
  });

  it('a limit that becomes hard is not overridden any more', () => {
    const { tell, bring: give, allows } = policy({ document: soft });
    tell(say(10, { limit: 'soft', untilMs: 1_000, ...signed }));
    give(
      20,
      limitsOf(0, { version: 2, limits: { ...soft.limits, soft: { kind: 'max-order-notional', limitAmount: 500 } } }),
    );
    expect(allows(100, { timeMs: 20 })).toBe(5);
  });
});

describe('a bot with policyGuard', () => {
  const eager = defineStrategy({ name: 'eager', start: () => () => orders([buy(10)]) });
  const run = (document: PolicyGuardOptions['document'], controls: TimedControl[], memory?: StateStore): RunResult =>
    createBot({ strategy: eager(), guards: [policyGuard({ document })], cash: { USDT: 100_000 } }).backtest({
      market: barsFromCloses([100, 100, 100, 100, 100, 100]),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      controls,
      ...(memory === undefined ? undefined : { memory }),
    });
  const sent = (result: RunResult) =>
    result.events.flatMap((event) => (event.type === 'order-submitted' ? [event.quantity] : []));

  it('trades by the limits of the moment', () => {
    const loose = limitsOf(800, { version: 2, effectiveAtMs: 4 * hourMs, approvedBy: ['ada'] });
    expect(sent(run(limitsOf(500), [{ timeMs: 2 * hourMs, control: bring(loose) }]))).toEqual([5, 5, 5, 8, 8, 8]);
    const tight = limitsOf(200, { version: 2, effectiveAtMs: 4 * hourMs });
    expect(sent(run(limitsOf(500), [{ timeMs: 2 * hourMs, control: bring(tight) }]))).toEqual([5, 5, 2, 2, 2, 2]);
  });

  it('writes another log for other limits', () => {
    expect(run(limitsOf(500), []).digest).not.toBe(run(limitsOf(500, { version: 2 }), []).digest);
  });

  it('knows after a restart which limits were in force, and takes newer ones of its own', () => {
    let text: string | undefined;
    const memory: StateStore = {
      read: () => text,
      write: (next) => {
        text = next;
      },
    };
    const saved = (options: PolicyGuardOptions, state: PolicyState) => {
      text = JSON.stringify({ version: 1, guards: { policy: state }, stops: [] });
      return sent(run(options.document, [], memory));
    };
    const first = policy({ document: limitsOf(500) });
    first.bring(1, limitsOf(300, { version: 2 }));
    // Made with the old document, it goes on with the new one.
    expect(saved({ document: limitsOf(500) }, JSON.parse(JSON.stringify(first.state())))[0]).toBe(3);
    // Made with a newer one, it takes that one; weaker limits still need somebody.
    expect(saved({ document: limitsOf(100, { version: 3 }) }, JSON.parse(JSON.stringify(first.state())))[0]).toBe(1);
    expect(saved({ document: limitsOf(900, { version: 3 }) }, JSON.parse(JSON.stringify(first.state())))[0]).toBe(3);
    const approved = { document: limitsOf(900, { version: 3, approvedBy: ['ada'] }) };
    expect(saved(approved, JSON.parse(JSON.stringify(first.state())))[0]).toBe(9);
  });

  it('trades by nothing that was written into its memory', () => {
    const huge = { 'max-order': { kind: 'max-order-notional', limitAmount: 1e9, isSoft: false } };
    const restoredFrom = ({ state }: ReturnType<typeof policy>): RunResult => {
      const forged = structuredClone(state()) as { inForce: { document: { limits: object } } };
      forged.inForce.document.limits = huge;
      const text = JSON.stringify({ version: 1, guards: { policy: forged }, stops: [] });
      return run(limitsOf(500), [], { read: () => text, write: () => {} });
    };
    const known = policy({ document: limitsOf(500) });
    expect(sent(restoredFrom(known))[0]).toBe(5);
    known.bring(1, limitsOf(300, { version: 2 }));
    const unknown = restoredFrom(known);
    expect(sent(unknown)).toEqual([]);
    expect(unknown.halt?.code).toBe('GUARD_FAILED');
  });

  it('has no default document', () => {
    expect(() => policyGuard({} as never)).toThrow('policyGuard: document was undefined: expected limits');
    expect(() => policyGuard({ document: limitsOf(-1) })).toThrow('limits.max-order.limitAmount was -1');
  });
});
