import { pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, eth, market, rearmed, reread, snapshot, told, trade } from './guard-events.test-helper';
import { lossStreak, type StreakState } from './loss-streak';

describeGuard({ name: 'lossStreak', make: () => lossStreak({ losses: 1, action: 'pause' }), reads: [] });
describeGuard({
  name: 'lossStreak with a cooldown',
  make: () => lossStreak({ losses: 1, cooldownMs: 36_000_000 }),
  reads: [],
});

const minute = 60_000;
const latching = lossStreak({ losses: 3, action: 'pause' });
const cooling = lossStreak({ losses: 2, cooldownMs: 10 * minute });
const after = (profits: readonly number[], guard = latching) =>
  told(
    guard,
    profits.flatMap((profit, index) => trade((index + 1) * 2 * minute, profit)),
  );
const check = (state: StreakState, guard = latching, intent = market()) =>
  guard.check!(intent, portfolioOf({ quantity: { [btc]: 1 } }), state);

describe('lossStreak', () => {
  it('stops entries at the last of the losses in a row, and lets exits out', () => {
    expect(check(after([-1, -1]))).toBe(pass);
    const facts = { code: 'LOSSES_IN_A_ROW', limit: 3, observed: 3 };
    expect(check(after([-1, -1, -1]))).toEqual({ type: 'reduce-only', ...facts });
    expect(latching.intervene!(after([-1, -1, -1]), portfolioOf({}))).toEqual({ action: 'pause', ...facts });
    expect(check(after([-1, -1, -1]), latching, market({ side: 'sell' }))).toBe(pass);
  });

  it('does not fire on winners, and counts from the last of them', () => {
    expect(check(after([1, 1, 1, 1]))).toBe(pass);
    expect(check(after([-1, -1, 0.001, -1, -1]))).toBe(pass);
    expect(check(after([-1, -1, 0, -1, -1]))).toBe(pass);
    expect(check(after([-1, -1, 1, -1, -1, -1]))).not.toBe(pass);
  });

  it('counts over instruments, or those it is about', () => {
    const three = [...trade(1, -1), ...trade(2, -1, { instrumentId: eth }), ...trade(3, -1)];
    expect(check(told(latching, three))).not.toBe(pass);
    const one = lossStreak({ losses: 2, action: 'halt', instruments: [eth] });
    expect(one.instruments).toEqual([eth]);
    expect(check(told(one, three), one, market({ instrumentId: eth }))).toBe(pass);
    const two = told(one, [...three, ...trade(4, -1, { instrumentId: eth })]);
    expect(check(two, one, market({ instrumentId: eth }))).not.toBe(pass);
    expect(check(two, one)).toBe(pass);
  });

  it('stays tripped over winners, time and restarts until it is re-armed by its name', () => {
    const tripped = reread(told(latching, [...trade(9, 50), snapshot(1e12)], {}, after([-1, -1, -1])));
    expect(check(tripped)).not.toBe(pass);
    expect(check(told(latching, [rearmed('cooldown')], {}, reread(tripped)))).not.toBe(pass);
    const armed = told(latching, [rearmed('loss-streak')], {}, reread(tripped));
    expect(check(armed)).toBe(pass);
    expect(check(told(latching, [...trade(1, -1), ...trade(2, -1)], {}, armed))).toBe(pass);
    expect(check(told(latching, trade(3, -1), {}, armed))).not.toBe(pass);
  });

  it('goes on after its cooldown, with a new count', () => {
    const state = after([-1, -1], cooling);
    const at = (timeMs: number) => check(told(cooling, [snapshot(timeMs)], {}, structuredClone(state)), cooling);
    // The second loss closed after four minutes.
    expect(at(14 * minute - 1)).toMatchObject({ type: 'reduce-only', limit: 2, observed: 2 });
    expect(at(14 * minute)).toBe(pass);
    expect(at(-minute)).not.toBe(pass);
    const later = told(cooling, [snapshot(14 * minute), ...trade(16 * minute, -1)], {}, structuredClone(state));
    expect(check(later, cooling)).toBe(pass);
    expect(check(told(cooling, trade(18 * minute, -1), {}, later), cooling)).not.toBe(pass);
    expect(cooling.intervene).toBeUndefined();
  });

  it('takes either a cooldown or an action', () => {
    expect(() => lossStreak({ losses: 3 })).toThrow('lossStreak: action was undefined');
    expect(() => lossStreak({ losses: 3, cooldownMs: 1, action: 'pause' })).toThrow('action was "pause"');
    for (const losses of [0, 1.5, Number.NaN]) expect(() => lossStreak({ losses, action: 'pause' })).toThrow('losses');
  });
});
