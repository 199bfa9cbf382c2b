import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { breathe, virtualClock } from '../models/virtual-clock.test-helper';
import { type ApprovalOutcome, type CheckResult, createApprovals } from './approvals';

const passes = (): CheckResult => ({ passed: true, reason: 'Within limits.' });

const setUp = (recheck: () => CheckResult | Promise<CheckResult> = passes, quorum = 2) => {
  const clock = virtualClock();
  const approvals = createApprovals({ approvers: ['ann', 'bob', 'cleo'], quorum, expiresAfterMs: 1_000, clock });
  const ended: { outcome?: ApprovalOutcome } = {};
  let checks = 0;
  const controller = new AbortController();
  const asked = {
    id: 'one',
    summary: 'Buy.',
    recheck: () => {
      checks += 1;
      return recheck();
    },
  };
  void approvals.request(asked, controller.signal).then((outcome) => {
    ended.outcome = outcome;
  });
  return { clock, approvals, ended, controller, checks: () => checks, asked };
};

it('needs the quorum, of different approvers, and the check', async () => {
  const { approvals, ended, checks } = setUp();
  expect(approvals.pending()).toEqual([{ id: 'one', summary: 'Buy.', expiresAtMs: 1_000, approvedBy: [] }]);
  expect(approvals.approve('one', 'ann')).toBe('counted');
  expect(approvals.approve('one', 'ann')).toBe('counted-before');
  expect(approvals.approve('one', 'eve')).toBe('no-approver');
  expect(approvals.approve('two', 'bob')).toBe('no-such-request');
  await breathe();
  expect([ended.outcome, checks()]).toEqual([undefined, 0]);
  expect(approvals.approve('one', 'bob')).toBe('counted');
  await breathe();
  expect(ended.outcome).toEqual({ outcome: 'approved', by: ['ann', 'bob'], reason: 'Within limits.' });
  expect([checks(), approvals.pending()]).toEqual([1, []]);
  expect(approvals.approve('one', 'cleo')).toBe('no-such-request');
});

describe('the check at the moment of approval', () => {
  it('sees what is known then: a price that moved while people thought is refused', async () => {
    let price = 100;
    const { approvals, ended } = setUp(() => ({ passed: price <= 105, reason: `Price ${price}.` }), 1);
    price = 110;
    approvals.approve('one', 'ann');
    await breathe();
    expect(ended.outcome).toEqual({ outcome: 'refused-by-check', by: ['ann'], reason: 'Price 110.' });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no price');
      },
      'The check failed: no price',
    ],
    ['rejects', () => Promise.reject(new Error('no price')), 'The check failed: no price'],
    ['says something else', () => ({ passed: 'yes', reason: 'x' }) as never, 'x'],
    ['says nothing', () => undefined as never, /The check failed/],
    ['says nothing later', () => Promise.resolve(undefined) as never, /The check failed/],
  ])('refuses when it %s', async (_, recheck, reason) => {
    const { approvals, ended } = setUp(recheck, 1);
    approvals.approve('one', 'ann');
    await breathe();
    expect(ended.outcome).toMatchObject({ outcome: 'refused-by-check' });
    expect(ended.outcome?.reason).toMatch(reason);
  });

  it('has no more time than the request', async () => {
    const { approvals, ended, clock } = setUp(() => new Promise<never>(() => {}), 1);
    approvals.approve('one', 'ann');
    await clock.advance(1_000);
    expect(ended.outcome).toMatchObject({ outcome: 'expired' });
  });

  it('runs once', async () => {
    const { approvals, checks } = setUp(() => new Promise<never>(() => {}), 1);
    approvals.approve('one', 'ann');
    approvals.approve('one', 'bob');
    await breathe();
    expect(checks()).toBe(1);
  });
});

it('expires', async () => {
  const { approvals, ended, clock, checks } = setUp();
  approvals.approve('one', 'ann');
  await clock.advance(999);
  expect(ended.outcome).toBeUndefined();
  await clock.advance(1);
  expect(ended.outcome).toEqual({ outcome: 'expired', by: ['ann'], reason: 'Too few approved in time.' });
  expect(approvals.approve('one', 'bob')).toBe('no-such-request');
  expect(checks()).toBe(0);
});

it('expires by the clock where the timer is late', async () => {
  let nowMs = 0;
  const clock = { nowMs: () => nowMs, after: () => () => {} };
  const approvals = createApprovals({ approvers: ['ann'], quorum: 1, expiresAfterMs: 1_000, clock });
  const outcome = approvals.request({ id: 'one', summary: 'Buy.', recheck: passes });
  nowMs = 1_000;
  expect(approvals.approve('one', 'ann')).toBe('no-such-request');
  expect(await outcome).toMatchObject({ outcome: 'expired' });
});

it('one no is enough, while a check runs too', async () => {
  const { approvals, ended } = setUp(() => new Promise<never>(() => {}), 1);
  approvals.approve('one', 'ann');
  expect(approvals.deny('one', 'eve', 'No.')).toBe('no-approver');
  expect(approvals.deny('one', 'bob', 'Too risky.')).toBe('counted');
  await breathe();
  expect(ended.outcome).toEqual({ outcome: 'denied', by: ['bob'], reason: 'Too risky.' });
});

it('aborting withdraws', async () => {
  const { approvals, ended, controller, clock } = setUp();
  controller.abort();
  await breathe();
  expect(ended.outcome).toMatchObject({ outcome: 'denied', reason: 'The request was withdrawn.' });
  expect([approvals.pending(), clock.pending()]).toEqual([[], 0]);
});

it('refuses two requests of one id', () => {
  const { approvals, asked } = setUp();
  expect(() => approvals.request(asked)).toThrow('waits already');
});

it.each([{ quorum: 4 }, { quorum: 0 }, { approvers: [] }, { approvers: ['ann', 'ann', 'bob'] }, { expiresAfterMs: 0 }])(
  'refuses %o',
  (wrong) => {
    const options = { approvers: ['ann', 'bob'], quorum: 2, expiresAfterMs: 1, clock: virtualClock(), ...wrong };
    expect(() => createApprovals(options)).toThrow(InvalidOptionsError);
  },
);
