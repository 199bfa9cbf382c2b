import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { fittingPlan } from './fitting-plan';
import type { PlanLimits } from './plan';
import type { Planner } from './planner';
import type { Task } from './task';

export interface RulePlannerOptions {
  readonly limits: PlanLimits;
  /** What can be done, the most important first. */
  readonly tasks: readonly Task[];
  /** Defaults to `"planner"`. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  limits: z.custom<PlanLimits>(),
  tasks: z.array(z.custom<Task>()).min(1),
  name: z.string().min(1).default('planner'),
});

/**
 * Makes a planner of a list of tasks: all of them where the budget allows, and otherwise without the last that are not needed.
 *
 * - State: none; every question has the same plan. The plan is made once.
 *
 * @throws {InvalidOptionsError} as `makePlan`; `PLAN_ABOVE_BUDGET` when the needed tasks alone do not fit.
 * @example
 * ```ts
 * import { rulePlanner } from '@sigmax/agents';
 * const budget = { timeoutMs: 1_000, nanoUsd: 60 };
 * const planner = rulePlanner({
 *   limits: { budget: { timeoutMs: 5_000, nanoUsd: 100 }, maximumParallel: 4 },
 *   tasks: [
 *     { id: 'headlines', kind: 'news', after: [], isNeeded: true, budget },
 *     { id: 'chain', kind: 'on-chain', after: [], isNeeded: false, budget },
 *   ],
 * });
 * const call = { signal: new AbortController().signal, emit: () => undefined };
 * const plan = await planner.plan({ instrumentId: 'demo:BTC/USDT', timeMs: 0, text: 'Buy?' }, call);
 * plan.batches; // => [['headlines']]
 * ```
 */
export const rulePlanner = (options: RulePlannerOptions): Planner => {
  const { limits, tasks, name } = parseOptions(schema, options, 'rulePlanner');
  const plan = fittingPlan(tasks, limits);
  return { name, plan: () => plan };
};
