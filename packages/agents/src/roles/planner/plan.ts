import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type Task, type TaskBudget, taskKinds } from './task';

/** Tasks in the order in which they can be done. */
export interface Plan {
  readonly tasks: readonly Task[];
  /** Ids of tasks that can be done at the same time, group after group; needed ones first within a group. */
  readonly batches: readonly (readonly string[])[];
  /** Money of all tasks, and the time of the slowest chain of batches. */
  readonly budget: TaskBudget;
}

export interface PlanLimits {
  /** Most that all tasks may take together. */
  readonly budget: TaskBudget;
  /** Most tasks at the same time. */
  readonly maximumParallel: number;
}

const budget = z.strictObject({
  timeoutMs: z.number().positive().max(86_400_000),
  nanoUsd: z.int().nonnegative(),
});

const task = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/, 'expected 1 to 64 lower-case letters, digits or -'),
  kind: z.enum(taskKinds),
  after: z.array(z.string()),
  isNeeded: z.boolean(),
  budget,
});

const tasksSchema = z.array(task).min(1).max(64);

const limitsSchema = z.strictObject({ budget, maximumParallel: z.int().positive().max(64) });

/** The schema of a list of tasks, for structured output. */
export const taskListSchema = (): typeof tasksSchema => tasksSchema;

const refused = (code: string, message: string, remedy: string): InvalidOptionsError =>
  new InvalidOptionsError({ code, message: `makePlan: ${message}`, remedy });

const requireKnown = (tasks: readonly Task[]): void => {
  const ids = tasks.map(({ id }) => id);
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  if (twice !== undefined) throw refused('DUPLICATE_TASK', `two tasks are named ${twice}.`, 'Name each task once.');
  for (const { id, after } of tasks) {
    const missing = after.find((other) => !ids.includes(other));
    if (missing === undefined) continue;
    throw refused('UNKNOWN_TASK', `${id} waits for ${missing}, which is no task.`, 'Wait for tasks of the plan.');
  }
};

/** Groups of tasks of which none waits for another of its group, at most so many in each. */
const batchesOf = (tasks: readonly Task[], maximumParallel: number): readonly (readonly Task[])[] => {
  const done = new Set<string>();
  const batches: (readonly Task[])[] = [];
  let left = tasks;
  while (left.length > 0) {
    const ready = left.filter(({ after }) => after.every((id) => done.has(id)));
    if (ready.length === 0) {
      const names = left.map(({ id }) => id).join(', ');
      throw refused('CYCLE', `${names} wait for each other.`, 'Leave out one of the dependencies.');
    }
    const batch = [...ready].sort((a, b) => Number(b.isNeeded) - Number(a.isNeeded)).slice(0, maximumParallel);
    for (const { id } of batch) done.add(id);
    batches.push(batch);
    left = left.filter(({ id }) => !done.has(id));
  }
  return batches;
};

/**
 * Orders tasks so that each comes after what it waits for, and refuses those that cannot be done within the limits.
 *
 * budget.nanoUsd = Σ nanoUsd of the tasks; budget.timeoutMs = Σ over batches of the longest timeout in it.
 *
 * - Units: ms, billionths of a US dollar. State: none. Cost: O(tasks²).
 *
 * @throws {InvalidOptionsError} a task is malformed or of an unknown kind, `DUPLICATE_TASK`, `UNKNOWN_TASK`, `CYCLE`, or
 * `PLAN_ABOVE_BUDGET`.
 * @example
 * ```ts
 * import { makePlan } from '@sigmax/agents';
 * const budget = { timeoutMs: 1_000, nanoUsd: 20 };
 * const plan = makePlan(
 *   [
 *     { id: 'mood', kind: 'sentiment-index', after: ['headlines'], isNeeded: false, budget },
 *     { id: 'headlines', kind: 'news', after: [], isNeeded: true, budget },
 *   ],
 *   { budget: { timeoutMs: 5_000, nanoUsd: 100 }, maximumParallel: 4 },
 * );
 * plan.batches; // => [['headlines'], ['mood']]
 * plan.budget; // => { timeoutMs: 2000, nanoUsd: 40 }
 * ```
 */
export const makePlan = (tasks: readonly Task[], limits: PlanLimits): Plan => {
  const checked = parseOptions(tasksSchema, tasks, 'makePlan');
  const { budget: most, maximumParallel } = parseOptions(limitsSchema, limits, 'makePlan');
  requireKnown(checked);
  const batches = batchesOf(checked, maximumParallel);
  const nanoUsd = checked.reduce((sum, one) => sum + one.budget.nanoUsd, 0);
  const timeoutMs = batches.reduce((sum, batch) => sum + Math.max(...batch.map((one) => one.budget.timeoutMs)), 0);
  if (!(nanoUsd <= most.nanoUsd && timeoutMs <= most.timeoutMs)) {
    const [needs, has] = [`${nanoUsd} nanoUsd and ${timeoutMs} ms`, `${most.nanoUsd} nanoUsd and ${most.timeoutMs} ms`];
    throw refused('PLAN_ABOVE_BUDGET', `the tasks need ${needs}; the budget is ${has}.`, 'Leave tasks out.');
  }
  const ids = batches.map((batch) => Object.freeze(batch.map(({ id }) => id)));
  return Object.freeze({ tasks: checked, batches: Object.freeze(ids), budget: Object.freeze({ timeoutMs, nanoUsd }) });
};
