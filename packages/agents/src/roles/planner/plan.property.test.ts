import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { makePlan, type PlanLimits } from './plan';
import { type Task, taskKinds } from './task';

const limits: PlanLimits = { budget: { timeoutMs: 1e7, nanoUsd: 1e7 }, maximumParallel: 3 };

/** Tasks of which each waits only for earlier ones, then shuffled. */
const acyclic = fc
  .array(fc.record({ waits: fc.array(fc.nat(20), { maxLength: 4 }), isNeeded: fc.boolean(), nanoUsd: fc.nat(1_000) }), {
    minLength: 1,
    maxLength: 20,
  })
  .chain((drafts) => {
    const tasks = drafts.map(({ waits, isNeeded, nanoUsd }, place): Task => {
      const after = [...new Set(waits.filter((other) => other < place))].map((other) => `t${other}`);
      const kind = taskKinds[place % taskKinds.length] as Task['kind'];
      return { id: `t${place}`, kind, after, isNeeded, budget: { timeoutMs: 1 + place, nanoUsd } };
    });
    return fc.shuffledSubarray(tasks, { minLength: tasks.length });
  });

it('every task stands once, after all that it waits for, and no batch is too large', () => {
  fc.assert(
    fc.property(acyclic, (tasks) => {
      const { batches, budget } = makePlan(tasks, limits);
      const place = new Map(batches.flatMap((batch, number) => batch.map((id) => [id, number] as const)));
      expect(batches.flat().sort()).toEqual(tasks.map(({ id }) => id).sort());
      expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(3);
      for (const { id, after } of tasks) {
        for (const other of after) expect(place.get(other) as number).toBeLessThan(place.get(id) as number);
      }
      expect(budget.nanoUsd).toBe(tasks.reduce((sum, one) => sum + one.budget.nanoUsd, 0));
    }),
    profile(100, 10_000),
  );
});

it('a cycle is refused wherever it is', () => {
  fc.assert(
    fc.property(acyclic, fc.nat(), fc.nat(), (tasks, first, second) => {
      const [from, to] = [tasks[first % tasks.length] as Task, tasks[second % tasks.length] as Task];
      // Each waits for the other: a cycle of two, or of one.
      const cyclic = tasks.map((one) => {
        if (one === from) return { ...one, after: [...new Set([...one.after, to.id])] };
        return one === to ? { ...one, after: [...new Set([...one.after, from.id])] } : one;
      });
      expect(() => makePlan(cyclic, limits)).toThrow(expect.objectContaining({ code: 'CYCLE' }));
    }),
    profile(100, 10_000),
  );
});

it.each([
  [[{ id: 'a', kind: 'transfer', after: [], isNeeded: true, budget: { timeoutMs: 1, nanoUsd: 1 } }], 'INVALID_OPTIONS'],
  [[{ id: 'a', kind: 'news', after: ['b'], isNeeded: true, budget: { timeoutMs: 1, nanoUsd: 1 } }], 'UNKNOWN_TASK'],
  [[{ id: 'a', kind: 'news', after: [], isNeeded: true, budget: { timeoutMs: 1, nanoUsd: 1e9 } }], 'PLAN_ABOVE_BUDGET'],
  [
    [{ id: 'a', kind: 'news', after: [], isNeeded: true, budget: { timeoutMs: Number.NaN, nanoUsd: 1 } }],
    'INVALID_OPTIONS',
  ],
  [
    [
      { id: 'a', kind: 'news', after: [], isNeeded: true, budget: { timeoutMs: 1, nanoUsd: 1 } },
      { id: 'a', kind: 'news', after: [], isNeeded: true, budget: { timeoutMs: 1, nanoUsd: 1 } },
    ],
    'DUPLICATE_TASK',
  ],
])('refuses %j', (tasks, code) => {
  expect(() => makePlan(tasks as unknown as Task[], limits)).toThrow(expect.objectContaining({ code }));
});
