import { makePlan, type Plan, type PlanLimits } from './plan';
import type { Task } from './task';

/** Chosen tasks, needed ones, and all that these wait for, in the order of the list. */
export const withWhatTheyNeed = (tasks: readonly Task[], chosen: ReadonlySet<string>): readonly Task[] => {
  const wanted = new Set(tasks.filter(({ id, isNeeded }) => isNeeded || chosen.has(id)).map(({ id }) => id));
  for (let size = -1; size !== wanted.size; ) {
    size = wanted.size;
    for (const { id, after } of tasks) if (wanted.has(id)) for (const other of after) wanted.add(other);
  }
  return tasks.filter(({ id }) => wanted.has(id));
};

/** Without the last task that no needed one waits for, and without those that wait for it. */
const withoutLast = (tasks: readonly Task[]): readonly Task[] | undefined => {
  const needed = new Set(withWhatTheyNeed(tasks, new Set()).map(({ id }) => id));
  const last = tasks.findLastIndex(({ id }) => !needed.has(id));
  if (last < 0) return undefined;
  let left = tasks.filter((_, place) => place !== last);
  for (;;) {
    const ids = new Set(left.map(({ id }) => id));
    const kept = left.filter(({ after }) => after.every((id) => ids.has(id)));
    if (kept.length === left.length) return left;
    left = kept;
  }
};

const isTooDear = (error: unknown): boolean => Reflect.get(Object(error), 'code') === 'PLAN_ABOVE_BUDGET';

/** The plan of all tasks, or of as many as the budget allows; the last that are not needed are left out. */
export const fittingPlan = (tasks: readonly Task[], limits: PlanLimits): Plan => {
  try {
    return makePlan(tasks, limits);
  } catch (error) {
    const fewer = isTooDear(error) ? withoutLast(tasks) : undefined;
    if (fewer === undefined || fewer.length === 0) throw error;
    return fittingPlan(fewer, limits);
  }
};
