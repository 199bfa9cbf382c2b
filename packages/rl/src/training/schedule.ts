import { cosine } from '../portable-math';

/**
 * A number that may change while training goes on. Progress runs from 0 before the first step to 1 after the last.
 *
 * A plain number is constant; `linear` and `cosine` (½ (1 + cos π progress), Loshchilov and Hutter 2017) go from one number to
 * another; a function is asked with the progress, and is the only kind that a checkpoint cannot hold.
 */
export type Schedule =
  | number
  | { readonly type: 'linear' | 'cosine'; readonly from: number; readonly to: number }
  | ((progress: number) => number);

/**
 * The value of a schedule.
 *
 * @example
 * ```ts
 * import { scheduled } from '@sigmax/rl';
 * scheduled({ type: 'linear', from: 0.002, to: 0 }, 0.5); // => 0.001
 * ```
 */
export const scheduled = (schedule: Schedule, progress: number): number => {
  if (typeof schedule === 'number') return schedule;
  if (typeof schedule === 'function') return schedule(progress);
  const { type, from, to } = schedule;
  const rest = type === 'linear' ? 1 - progress : (1 + cosine(Math.PI * progress)) / 2;
  return to + (from - to) * rest;
};
