import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { functionOption } from '../../function-option';
import type { TrainingCallback, TrainingProgress } from '../training-callback';

const schema = z.strictObject({ steps: z.int().positive(), action: functionOption(), name: z.string().min(1) });

/**
 * Calls `action` after the first iteration that reaches each multiple of `steps`, once even where several are reached.
 *
 * Where it returns `'stop'`, or a promise of it, training ends; other answers mean nothing.
 *
 * @throws {InvalidOptionsError} an argument is wrong.
 * @example
 * ```ts
 * import { cartPole, everySteps, ppo, train } from '@sigmax/rl';
 * const seen: number[] = [];
 * await train({
 *   algorithm: ppo({ steps: 16, hiddenSizes: [4] }),
 *   environment: () => cartPole(),
 *   environments: 2,
 *   steps: 160,
 *   seed: 1,
 *   callbacks: [everySteps(64, ({ stepsDone }) => void seen.push(stepsDone))],
 * });
 * seen; // => [64, 128]
 * ```
 */
export const everySteps = <Action>(
  steps: number,
  action: (progress: TrainingProgress<Action>) => unknown,
  name = `every ${steps} steps`,
): TrainingCallback<Action> => {
  parseOptions(schema, { steps, action, name }, 'everySteps');
  let reached = 0;
  return {
    name,
    onIteration: async (progress) => {
      const now = Math.floor(progress.stepsDone / steps);
      if (now === reached) return undefined;
      reached = now;
      return (await action(progress)) === 'stop' ? 'stop' : undefined;
    },
    state: () => reached,
    restore: (state) => {
      reached = state as number;
    },
  };
};
