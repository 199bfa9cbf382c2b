import { pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, market, rearmed, reread, snapshot, submitted, told, trade } from './guard-events.test-helper';
import { type RepetitionState, repeatedExecution } from './repeated-execution';

describeGuard({
  name: 'repeatedExecution',
  make: () => repeatedExecution({ entries: 6, windowMs: 36_000_000, action: 'halt' }),
  reads: [],
});

const guard = repeatedExecution({ entries: 3, windowMs: 1_000, action: 'halt' });
const cycling = repeatedExecution({ cycles: 2, windowMs: 1_000, action: 'cancel' });
const sent = (times: readonly number[], intent = market()) =>
  told(
    guard,
    times.map((timeMs) => submitted(timeMs, intent)),
  );
const check = (state: RepetitionState, intent = market()) =>
  guard.check!(intent, portfolioOf({ quantity: { [btc]: 1 } }), state);
const demand = (state: RepetitionState, on = guard) => on.intervene!(state, portfolioOf({}));

describe('repeatedExecution', () => {
  it('disables after the last entry that it allows, in the same moment', () => {
    expect(check(sent([0, 1]))).toBe(pass);
    const facts = { code: 'ENTRIES_REPEATED', limit: 3, observed: 3 };
    expect(check(sent([0, 1, 2]))).toEqual({ type: 'reduce-only', ...facts });
    expect(demand(sent([0, 1, 2]))).toEqual({ action: 'halt', ...facts });
    expect(check(sent([0, 1, 2]), market({ side: 'sell' }))).toBe(pass);
  });

  it('counts within the window, whichever way the clock jumps', () => {
    expect(demand(sent([0, 500, 1_000]))).toBeUndefined();
    expect(demand(sent([0, 500, 999]))).toBeDefined();
    expect(demand(sent([0, 500, 1_000, 1_400]))).toBeDefined();
    expect(demand(sent([5_000, 0, 1]))).toBeDefined();
  });

  it('counts each side for itself, and no exits', () => {
    const both = [
      submitted(0),
      submitted(0),
      submitted(0, market({ side: 'sell' })),
      submitted(0, market({ side: 'sell' })),
    ];
    expect(demand(told(guard, both))).toBeUndefined();
    const exit = market({ side: 'sell' });
    const exits = [submitted(0, exit), submitted(1, exit), submitted(2, exit)];
    const holding = { quantity: { [btc]: 5 } };
    expect(demand(told(guard, exits, holding))).toBeUndefined();
    // Three open sales of one unit each are more than is held.
    const oversold = { quantity: { [btc]: 2 }, pending: { [btc]: { sell: 3 } } };
    expect(demand(told(guard, exits, oversold))).toBeDefined();
    expect(demand(told(guard, exits))).toBeDefined();
    const reduceOnly = market({ reduceOnly: true });
    expect(demand(sent([0, 1, 2], reduceOnly))).toBeUndefined();
  });

  it('counts trades that were opened and closed', () => {
    const trades = [...trade(100, 1), ...trade(1_100, 1)];
    expect(demand(told(cycling, trades), cycling)).toBeUndefined();
    expect(demand(told(cycling, [...trades, ...trade(2_099, -1)]), cycling)).toEqual({
      action: 'cancel',
      code: 'CYCLES_REPEATED',
      limit: 2,
      observed: 2,
    });
    expect(demand(told(cycling, [submitted(0), submitted(1), submitted(2)]), cycling)).toBeUndefined();
  });

  it('stays disabled over time and restarts until a named person enables it, and counts anew then', () => {
    const tripped = reread(told(guard, [snapshot(1e12)], {}, sent([0, 1, 2])));
    expect(check(tripped)).not.toBe(pass);
    expect(check(told(guard, [rearmed('operator')], {}, reread(tripped)))).not.toBe(pass);
    const armed = told(guard, [rearmed('repeated-execution')], {}, tripped);
    expect(demand(armed)).toBeUndefined();
    expect(demand(told(guard, [submitted(3), submitted(4)], {}, armed))).toBeUndefined();
    expect(demand(told(guard, [submitted(5)], {}, reread(armed)))).toBeDefined();
  });

  it('goes on counting after a restart with another limit', () => {
    const narrow = repeatedExecution({ entries: 2, windowMs: 1_000, action: 'halt' });
    expect(demand(told(narrow, [submitted(2)], {}, reread(sent([0, 1]))), narrow)).toBeDefined();
  });

  it('needs something to count, and an action', () => {
    expect(() => repeatedExecution({ windowMs: 1, action: 'halt' })).toThrow(
      'entries was undefined: expected entries, cycles',
    );
    expect(() => repeatedExecution({ entries: 1, windowMs: 1 } as never)).toThrow('action was undefined');
    for (const entries of [0, 0.5, Number.NaN]) {
      expect(() => repeatedExecution({ entries, windowMs: 1, action: 'halt' })).toThrow('entries');
    }
  });
});
