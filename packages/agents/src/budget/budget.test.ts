import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { AgentError } from '../errors';
import { virtualClock } from '../models/virtual-clock.test-helper';
import { type Budget, createBudget, type Reservation, type Spending } from './budget';

const spending = (tokens: number, nanoUsd = 0, timeMs = 0): Spending => ({ tokens, nanoUsd, timeMs });

const reserved = (budget: Budget, atMost: Spending): Reservation => {
  const result = budget.reserve(atMost);
  if (result.type === 'refused') throw new Error(`Refused: ${result.refusal.kind}`);
  return result.reservation;
};

it('counts what is set aside, so that calls at the same time cannot exceed it together', () => {
  const budget = createBudget({ tokens: 100 });
  const first = reserved(budget, spending(60));
  expect(budget.reserve(spending(41))).toEqual({
    type: 'refused',
    refusal: { kind: 'tokens', limit: 100, used: 60, wanted: 41 },
  });
  expect(reserved(budget, spending(40))).toMatchObject({ tokens: 40 });
  expect(budget.reserve(spending(0)).type).toBe('reserved');
  budget.settle(first, spending(10));
  expect(budget.spent()).toEqual({ calls: 3, tokens: 10, nanoUsd: 0, timeMs: 0 });
  expect(budget.reserved().tokens).toBe(40);
  expect(budget.reserve(spending(51)).type).toBe('refused');
  expect(budget.reserve(spending(50)).type).toBe('reserved');
});

it.each([
  ['calls', { calls: 1 }, spending(0)],
  ['tokens', { tokens: 9 }, spending(5)],
  ['nanoUsd', { nanoUsd: 9 }, spending(0, 5)],
  ['timeMs', { timeMs: 9 }, spending(0, 0, 5)],
])('limits %s', (kind, limits, atMost) => {
  const budget = createBudget(limits);
  expect(budget.reserve(atMost).type).toBe('reserved');
  expect(budget.reserve(atMost)).toMatchObject({ type: 'refused', refusal: { kind } });
});

describe('calls per minute', () => {
  it('come again after a minute', async () => {
    const clock = virtualClock();
    const budget = createBudget({ callsPerMinute: 2 }, { clock });
    expect(budget.reserve(spending(0)).type).toBe('reserved');
    await clock.advance(30_000);
    expect(budget.reserve(spending(0)).type).toBe('reserved');
    await clock.advance(29_999);
    expect(budget.reserve(spending(0))).toMatchObject({ refusal: { kind: 'callsPerMinute', used: 2 } });
    await clock.advance(1);
    expect(budget.reserve(spending(0)).type).toBe('reserved');
    expect(budget.reserve(spending(0)).type).toBe('refused');
  });

  it('are not given back by a clock that is set back', () => {
    let nowMs = 100_000;
    const budget = createBudget({ callsPerMinute: 1 }, { clock: { nowMs: () => nowMs, after: () => () => {} } });
    expect(budget.reserve(spending(0)).type).toBe('reserved');
    nowMs = 0;
    expect(budget.reserve(spending(0)).type).toBe('refused');
  });

  it('need a clock', () => {
    expect(() => createBudget({ callsPerMinute: 1 })).toThrow('without a clock');
  });
});

it('a call that took more than was set aside is counted in full', () => {
  const budget = createBudget({ tokens: 100 });
  budget.settle(reserved(budget, spending(10)), spending(150));
  expect(budget.spent().tokens).toBe(150);
  expect(budget.reserve(spending(0)).type).toBe('refused');
});

it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('%d is refused, and counts as all that was set aside', (wrong) => {
  const budget = createBudget({ calls: 10 });
  expect(budget.reserve(spending(wrong)).type).toBe('refused');
  budget.settle(reserved(budget, spending(5, 6, 7)), spending(wrong, wrong, wrong));
  expect(budget.spent()).toEqual({ calls: 1, tokens: 5, nanoUsd: 6, timeMs: 7 });
});

it('settles once', () => {
  const budget = createBudget({ calls: 10 });
  const reservation = reserved(budget, spending(5));
  budget.settle(reservation, spending(5));
  expect(() => budget.settle(reservation, spending(0))).toThrow(AgentError);
});

it.each([{}, { tokens: -1 }, { tokens: 0.5 }, { nanoUsd: Number.NaN }, { dollars: 5 }, { calls: undefined }])(
  'refuses the limits %o',
  (limits) => {
    expect(() => createBudget(limits as never)).toThrow(InvalidOptionsError);
  },
);
