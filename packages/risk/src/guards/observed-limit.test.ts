import { pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, fed, market, observed, rearmed, reread, snapshot, told } from './guard-events.test-helper';
import { type ObservedLimitOptions, type ObservedState, observedLimit } from './observed-limit';

describeGuard({
  name: 'observedLimit',
  make: () => fed(observedLimit({ observe: 'x', limit: 5, direction: 'above', action: 'pause' }), 3.6e8, 'x', 6),
  reads: [],
});
describeGuard({
  name: 'observedLimit of silence',
  make: () => observedLimit({ observe: 'x', maxSilenceMs: 3.6e8, action: 'pause' }),
  reads: [],
});

const guardOf = (fields: Partial<ObservedLimitOptions> = {}) =>
  observedLimit({ observe: 'x', limit: 5, direction: 'above', action: 'pause', ...fields });
const above = guardOf();
const below = guardOf({ direction: 'below' });
const sum = guardOf({ windowMs: 1_000 });
const silent = observedLimit({ observe: 'x', maxSilenceMs: 1_000, action: 'halt' });
/** One observation a millisecond. */
const after = (values: readonly unknown[], guard = above) =>
  told(
    guard,
    values.map((value, index) => observed(index, 'x', value)),
  );
const demand = (state: ObservedState, guard = above) => guard.intervene!(state, portfolioOf({}));

describe('observedLimit', () => {
  it('bears the limit and not more, or not less', () => {
    expect(demand(after([5, -100]))).toBeUndefined();
    expect(demand(after([5.1]))).toEqual({ action: 'pause', code: 'OBSERVED_ABOVE_LIMIT', limit: 5, observed: 5.1 });
    expect(demand(after([5, 100], below), below)).toBeUndefined();
    expect(demand(after([4.9], below), below)).toMatchObject({ code: 'OBSERVED_BELOW_LIMIT', limit: 5, observed: 4.9 });
  });

  it('listens to its own name alone', () => {
    expect(demand(told(above, [observed(0, 'y', 6)]))).toBeUndefined();
    const pauseControl = { type: 'pause', reason: 'x', by: 'ada', scope: {} } as const;
    expect(demand(told(above, [{ type: 'control', timeMs: 0, control: pauseControl }]))).toBeUndefined();
  });

  it.each([
    ['NaN', Number.NaN],
    ['∞', Infinity],
    ['−∞', -Infinity],
    ['a text', '1'],
    ['nothing', undefined],
    ['null', null],
    ['a truth', false],
    ['a list', [1]],
    ['an object', { valueOf: () => 1 }],
    ['a bigint', 1n],
  ])('trips on %s', (_, value) => {
    for (const guard of [above, below, sum, silent]) {
      expect(demand(after([value], guard), guard)).toMatchObject({ code: 'OBSERVED_INVALID', observed: 0 });
    }
  });

  it('adds up what comes within the window', () => {
    const at = (times: readonly number[]) =>
      told(
        sum,
        times.map((timeMs) => observed(timeMs, 'x', 1)),
      );
    expect(demand(at([0, 1, 2, 3, 4]), sum)).toBeUndefined();
    expect(demand(at([0, 1, 2, 3, 4, 999]), sum)).toMatchObject({ code: 'OBSERVED_ABOVE_LIMIT', observed: 6 });
    expect(demand(at([0, 1, 2, 3, 4, 1_000]), sum)).toBeUndefined();
    expect(demand(told(sum, [observed(0, 'x', 4.5), observed(1, 'x', 0.6)]), sum)).toBeDefined();
    expect(demand(told(sum, [observed(0, 'x', -1)]), sum)).toMatchObject({ code: 'OBSERVED_INVALID' });
    // A clock that goes back makes nothing older.
    expect(demand(at([5_000, 5_000, 5_000, 0, 0, 0]), sum)).toBeDefined();
    expect(at([0, 5_000]).window).toHaveLength(1);
  });

  it('waits for so many in a row', () => {
    const guard = guardOf({ count: 3 });
    expect(demand(after([6, 6, 5, 6, 6], guard), guard)).toBeUndefined();
    expect(demand(after([6, 6, 5, 6, 7, 8], guard), guard)?.observed).toBe(8);
    expect(demand(after([Number.NaN], guard), guard)).toBeDefined();
  });

  it('trips when nothing is heard for longer than it may be', () => {
    const at = (...times: readonly number[]) =>
      told(
        silent,
        times.map((timeMs) => snapshot(timeMs)),
      );
    expect(demand(at(5_000, 6_000), silent)).toBeUndefined();
    expect(demand(at(5_000, 6_001), silent)).toEqual({
      action: 'halt',
      code: 'OBSERVED_STALE',
      limit: 1_000,
      observed: 1_001,
    });
    const beaten = told(silent, [snapshot(5_000), observed(5_900, 'x', 1), snapshot(6_900)]);
    expect(demand(beaten, silent)).toBeUndefined();
    expect(demand(told(silent, [snapshot(6_901)], {}, beaten), silent)).toBeDefined();
    expect(demand(told(silent, [snapshot(0), observed(900, 'y', 1), snapshot(1_001)]), silent)).toBeDefined();
    expect(demand(at(5_000, 0, 1_000), silent)).toBeUndefined();
    expect(demand(at(5_000, 0, 1_001), silent)).toBeDefined();
    expect(demand(told(above, [snapshot(0), snapshot(1e9)]))).toBeUndefined();
  });

  it('stays tripped over good news, time and restarts until it is re-armed by its name', () => {
    for (const [guard, name] of [
      [above, 'observed-x'],
      [guardOf({ name: 'mine' }), 'mine'],
    ] as const) {
      let state = reread(told(guard, [observed(1, 'x', 0), snapshot(1e12)], {}, after([6], guard)));
      expect(demand(state, guard)?.observed).toBe(6);
      state = told(guard, [rearmed('x')], {}, state);
      expect(demand(state, guard)).toBeDefined();
      state = told(guard, [rearmed(name)], {}, state);
      expect(demand(state, guard)).toBeUndefined();
      expect(guard.name).toBe(name);
    }
  });

  it('begins sums, rows and silence anew when it is re-armed', () => {
    const many = told(sum, [...Array(6).fill(observed(0, 'x', 1)), rearmed('observed-x', 1), observed(2, 'x', 1)]);
    expect(demand(many, sum)).toBeUndefined();
    const row = guardOf({ count: 2 });
    expect(demand(told(row, [observed(0, 'x', 6), rearmed('observed-x'), observed(1, 'x', 6)]), row)).toBeUndefined();
    const quiet = told(silent, [snapshot(0), snapshot(5_000), rearmed('observed-x', 5_500), snapshot(6_500)]);
    expect(demand(quiet, silent)).toBeUndefined();
    expect(demand(told(silent, [snapshot(6_501)], {}, quiet), silent)).toBeDefined();
  });

  it('lets only exits out while it is tripped', () => {
    const holding = portfolioOf({ quantity: { [btc]: 1 } });
    expect(above.check!(market(), holding, after([5]))).toBe(pass);
    expect(above.check!(market(), holding, after([6]))).toMatchObject({ type: 'reduce-only' });
    expect(above.check!(market({ side: 'sell' }), holding, after([6]))).toBe(pass);
  });

  it.each([
    [{ observe: 'x', action: 'pause' }, 'limit was undefined'],
    [{ observe: 'x', limit: 1, action: 'pause' }, 'direction was undefined'],
    [{ observe: 'x', direction: 'above', maxSilenceMs: 1, action: 'pause' }, 'direction was "above"'],
    [{ observe: 'x', maxSilenceMs: 1, windowMs: 1, action: 'pause' }, 'windowMs was 1'],
    [{ observe: 'x', limit: 1, direction: 'above', windowMs: 1, count: 2, action: 'pause' }, 'windowMs was 1'],
    [{ observe: 'x', limit: 1, direction: 'above' }, 'action was undefined'],
    [{ observe: '', limit: 1, direction: 'above', action: 'pause' }, 'observe was ""'],
    [{ observe: 'x', limit: Number.NaN, direction: 'above', action: 'pause' }, 'limit was NaN'],
  ])('refuses %o', (options, message) => {
    expect(() => observedLimit(options as ObservedLimitOptions)).toThrow(message);
  });
});
