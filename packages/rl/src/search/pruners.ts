import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Pruner } from './search-trial';

const medianSchema = z.strictObject({
  startup: z.int().min(1).default(5),
  warmUp: z.number().min(0).default(0),
});

/** The best value that was reported up to a step; `undefined` when none was. */
const bestUpTo = (reported: readonly (readonly [number, number])[], step: number): number | undefined => {
  const values = reported.filter(([at]) => at <= step).map(([, value]) => value);
  return values.length === 0 ? undefined : Math.max(...values);
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
};

/**
 * Stops a trial whose best report so far is below the median of what trials that were completed had reported at that step.
 *
 * `startup` trials are completed first (5), and no trial is stopped before step `warmUp` (0).
 *
 * Source: Golovin et al. 2017, "Google Vizier", section 3.2.2.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { medianPruner } from '@sigmax/rl';
 * const done = { number: 0, parameters: {}, state: 'complete', value: 5, reported: [[1, 5]], message: undefined } as const;
 * medianPruner({ startup: 1 })([[1, 4]], [done]); // => true
 * ```
 */
export const medianPruner = (options: { readonly startup?: number; readonly warmUp?: number } = {}): Pruner => {
  const { startup, warmUp } = parseOptions(medianSchema, options, 'medianPruner');
  return (reported, trials) => {
    const [step] = reported.at(-1) ?? [0, 0];
    const others = trials
      .filter(({ state }) => state === 'complete')
      .flatMap((trial) => bestUpTo(trial.reported, step) ?? []);
    if (others.length < startup || step < warmUp) return false;
    return !((bestUpTo(reported, step) as number) >= median(others));
  };
};

const halvingSchema = z.strictObject({
  first: z.number().positive(),
  factor: z.int().min(2).default(3),
});

/**
 * Asynchronous successive halving: at the steps `first` · `factor`ᵏ a trial goes on only when it is among the best 1 / `factor` of all
 * trials that came that far; the first to come go on.
 *
 * A trial's value at a rung is its first report at or after it.
 *
 * Source: Li, Jamieson, Rostamizadeh et al. 2020, "A system for massively parallel hyperparameter tuning".
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { halvingPruner } from '@sigmax/rl';
 * const trialOf = (value: number) =>
 *   ({ number: 0, parameters: {}, state: 'complete', value, reported: [[10, value]], message: undefined }) as const;
 * const isStopped = halvingPruner({ first: 10, factor: 2 });
 * isStopped([[10, 1]], [trialOf(2), trialOf(3)]); // => true
 * isStopped([[10, 4]], [trialOf(2), trialOf(3)]); // => false
 * ```
 */
export const halvingPruner = (options: { readonly first: number; readonly factor?: number }): Pruner => {
  const { first, factor } = parseOptions(halvingSchema, options, 'halvingPruner');
  const valueAt = (reported: readonly (readonly [number, number])[], rung: number): number | undefined =>
    reported.find(([step]) => step >= rung)?.[1];
  return (reported, trials) => {
    const [step, value] = reported.at(-1) ?? [0, 0];
    const [before] = reported.at(-2) ?? [0];
    if (!Number.isFinite(value)) return true;
    let rung = first;
    while (rung * factor <= step) rung *= factor;
    // Asked once a rung, at the first report that reaches it.
    if (step < rung || before >= rung) return false;
    const others = trials.flatMap((trial) => valueAt(trial.reported, rung) ?? []);
    const kept = Math.max(1, Math.floor((others.length + 1) / factor));
    return !(others.filter((one) => one > value).length < kept);
  };
};
