import type { Guard, Intervention } from '../guard/guard';
import type { Kernel } from './kernel';
import { stop } from './stops';

const failure: Intervention = { action: 'halt', code: 'GUARD_FAILED', limit: 0, observed: 0 };

/** What is no answer is no permission to go on. */
const invalidAnswer: Intervention = { action: 'halt', code: 'GUARD_ANSWER_INVALID', limit: 0, observed: 0 };

const actions: readonly unknown[] = ['pause', 'halt', 'cancel', 'flatten'];

const isFigure = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) < Infinity;

/** A position does not know the tags of the orders that made it, so a flatten cannot be about one. */
const isDemand = ({ action, code, limit, observed, scope }: Intervention): boolean =>
  actions.includes(action) &&
  typeof code === 'string' &&
  isFigure(limit) &&
  isFigure(observed) &&
  (scope === undefined || (typeof scope === 'object' && scope !== null)) &&
  !(action === 'flatten' && scope?.tag !== undefined);

const demandOf = (kernel: Kernel, index: number): Intervention | undefined => {
  const { state, plan, portfolio } = kernel;
  const guard = plan.guards[index] as Guard;
  if (state.failedGuard === guard.name) return failure;
  if (guard.intervene === undefined) return undefined;
  try {
    const demand = guard.intervene(state.guards[index], portfolio);
    if (demand === undefined) return undefined;
    return demand !== null && isDemand(demand) ? demand : invalidAnswer;
  } catch {
    return failure;
  }
};

/** Asks every guard that watches whether the bot may go on, and stops it where one says no. */
export const heedDemands = (kernel: Kernel): void => {
  const { plan, watchers } = kernel;
  for (let place = 0; place < watchers.length; place++) {
    const index = watchers[place] as number;
    const demand = demandOf(kernel, index);
    if (demand === undefined) continue;
    const { action, scope, code, limit, observed } = demand;
    const guard = (plan.guards[index] as Guard).name;
    stop(kernel, { guard, action, code, limit, observed, ...(scope === undefined ? undefined : { scope }) });
  }
};
