import { createBot, defineStrategy, type GuardEvent, orders, simulatedBroker } from '@sigmax/core';
import { describeGuard, flatBars, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, buy } from '../policy.test-helper';
import { allowedByPolicyAgent } from './allowed-by-policy-agent';

const hourMs = 3_600_000;
const answer = (value: unknown) => ({ type: 'observed', name: 'opa', value }) as const;

describeGuard({
  name: 'allowedByPolicyAgent',
  make: () => allowedByPolicyAgent({ maxAgeMs: 30 * hourMs }),
  reads: [],
  controls: [
    { timeMs: 10 * hourMs, control: answer({ allow: true, reasons: [] }) },
    { timeMs: 60 * hourMs, control: answer({ allow: false, reasons: ['no'] }) },
    { timeMs: 90 * hourMs, control: answer({ allow: true, reasons: [] }) },
  ],
});

const guard = allowedByPolicyAgent({ maxAgeMs: 1_000 });
const told = (value: unknown, timeMs = 0, name = 'opa') => {
  const event: GuardEvent = { type: 'control', timeMs, control: { type: 'observed', name, value } };
  return guard.update!(structuredClone(guard.initial), event, portfolioOf({}));
};
const check = (state = guard.initial, timeMs = 0, intent = buy(1), quantity = 0) =>
  guard.check!(intent, portfolioOf({ timeMs, quantity: { [btc]: quantity } }), state);

describe('allowedByPolicyAgent', () => {
  it('denies before the first answer', () => {
    expect(check()).toMatchObject({ type: 'deny', code: 'DECISION_MISSING', limit: 1_000 });
    expect(check(told({ allow: true }, 0, 'sentiment'))).toMatchObject({ code: 'DECISION_MISSING' });
  });

  it('lets pass as long as a yes counts', () => {
    const state = told({ allow: true, reasons: [] }, 500);
    expect(check(state, 500).type).toBe('pass');
    expect(check(state, 1_500).type).toBe('pass');
    expect(check(state, 1_500.001)).toMatchObject({ type: 'deny', code: 'DECISION_STALE', limit: 1_000 });
    expect(check(state, 499)).toMatchObject({ code: 'DECISION_STALE' });
    expect(check(state, Number.NaN)).toMatchObject({ code: 'DECISION_STALE' });
  });

  it.each([undefined, null, true, 'true', { allow: 'true' }, { allow: 1 }, { result: { allow: true } }, []])(
    'takes %j for a no',
    (value) => {
      expect(check(told(value))).toMatchObject({ type: 'deny', code: 'DECISION_REFUSED' });
    },
  );

  it('keeps the reasons', () => {
    expect(told({ allow: false, reasons: ['too late', 5, 'too much'] }).reasons).toEqual(['too late', 'too much']);
    expect(told({ allow: false, reasons: 'too late' }).reasons).toEqual([]);
  });

  it('lets out what reduces a position', () => {
    expect(check(guard.initial, 0, { ...buy(1), side: 'sell' }, 1).type).toBe('pass');
    expect(check(guard.initial, 0, { ...buy(2), side: 'sell' }, 1).type).toBe('deny');
  });

  it('has no default age', () => {
    expect(() => allowedByPolicyAgent({} as never)).toThrow('maxAgeMs was undefined');
  });

  it('a bot trades while the server says yes', () => {
    const eager = defineStrategy({ name: 'eager', start: () => () => orders([buy(1)]) });
    const guards = [allowedByPolicyAgent({ maxAgeMs: 2 * hourMs })];
    const result = createBot({ strategy: eager(), guards, cash: { USDT: 10_000 } }).backtest({
      market: flatBars({ bars: 8 }),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      controls: [
        { timeMs: 2 * hourMs, control: answer({ allow: true }) },
        { timeMs: 6 * hourMs, control: answer({ allow: false }) },
      ],
    });
    const sent = result.events.flatMap((event) => (event.type === 'order-submitted' ? [event.timeMs / hourMs] : []));
    expect(sent).toEqual([3, 4]);
  });
});
