import { InvalidOptionsError, seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { virtualClock } from '../internal/virtual-clock.test-helper';
import { type RequestBudget, requestBudget } from './request-budget';

/** Asks for a request and notes when it may be made. */
const ask = (budget: RequestBudget, cost: number, note: () => void): void => {
  budget.take(cost).then(note, (error: unknown) => {
    throw error;
  });
};

describe('requestBudget', () => {
  it('lets a burst through at once and the rest one by one', async () => {
    const clock = virtualClock(1_000_000);
    const budget = requestBudget({ clock, units: 70, burst: 10 });
    const went: number[] = [];
    for (let index = 0; index < 13; index++) ask(budget, 1, () => went.push(clock.nowMs() - 1_000_000));
    await clock.advance(0);
    expect(went).toEqual(Array(10).fill(0));
    await clock.advance(3_500);
    // (70 − 10) / 60,000 units a ms are one in 1,000 ms.
    expect(went.slice(10)).toEqual([1_000, 2_000, 3_000]);
    expect(clock.pending()).toBe(0);
  });

  it('never lets more through in any window than it may, whatever is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = seededRandom(seed);
        const clock = virtualClock(1_000_000);
        const windowMs = 1_000 + random.integer(5_000);
        const units = 10 + random.integer(50);
        const burst = 1 + random.integer(units - 1);
        const budget = requestBudget({ clock, units, burst, windowMs });
        let setBackMs = 0;
        const went: { readonly atMs: number; readonly cost: number }[] = [];
        for (let index = 0; index < 40; index++) {
          const cost = 1 + random.integer(Math.min(burst, 5));
          ask(budget, cost, () => went.push({ atMs: clock.nowMs() + setBackMs, cost }));
          if (random.integer(3) > 0) await clock.advance(random.integer(Math.ceil(windowMs / 4)));
          if (random.integer(15) === 0) {
            clock.jump(-50_000);
            setBackMs += 50_000;
          }
        }
        await clock.advance(windowMs * 250);
        expect(went).toHaveLength(40);
        expect(clock.pending()).toBe(0);
        for (const [index, { atMs }] of went.entries()) {
          let used = 0;
          for (const later of went.slice(index))
            if (later.atMs >= atMs && later.atMs < atMs + windowMs) used += later.cost;
          expect(used).toBeLessThanOrEqual(units);
        }
      }),
      profile(30, 1_000),
    );
  });

  it('sends nothing while it is paused, and goes on by itself', async () => {
    const clock = virtualClock(1_000_000);
    const budget = requestBudget({ clock, units: 600, burst: 50 });
    budget.pause(30_000);
    budget.pause(5_000);
    const went: number[] = [];
    ask(budget, 1, () => went.push(clock.nowMs() - 1_000_000));
    await clock.advance(29_999);
    expect(went).toEqual([]);
    expect(budget.waitMs()).toBe(1);
    await clock.advance(1);
    expect(went).toEqual([30_000]);
  });

  it('takes a request that costs more than it ever holds once it is full, and pays it off', async () => {
    const clock = virtualClock(1_000_000);
    const budget = requestBudget({ clock, units: 70, burst: 10 });
    const went: number[] = [];
    for (const cost of [20, 1]) ask(budget, cost, () => went.push(clock.nowMs() - 1_000_000));
    await clock.advance(20_000);
    expect(went).toEqual([0, 11_000]);
  });

  it('lets a request be given up, with its timer', async () => {
    const clock = virtualClock(1_000_000);
    const budget = requestBudget({ clock, units: 70, burst: 1 });
    await budget.take(1);
    const life = new AbortController();
    const waiting = budget.take(1, life.signal);
    expect(clock.pending()).toBe(1);
    life.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
    expect(clock.pending()).toBe(0);
    await expect(budget.take(1, life.signal)).rejects.toThrow('over');
  });

  it.each([{ units: 0 }, { units: 5, burst: 5 }, { units: 5, windowMs: -1 }])('refuses %j', (wrong) => {
    expect(() => requestBudget({ clock: virtualClock(1_000_000), ...wrong })).toThrow(InvalidOptionsError);
  });
});
