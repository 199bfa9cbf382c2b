import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { functionOption } from '../../function-option';
import type { TrainingCallback } from '../training-callback';
import { everySteps } from './every-steps';

const schema = z.strictObject({
  everySteps: z.int().positive(),
  write: functionOption(),
  barWidth: z.int().min(0).max(200).default(0),
});

/** `[######--------------] ` */
const barOf = (share: number, width: number): string => {
  if (width === 0) return '';
  const full = Math.min(width, Math.floor(share * width));
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}] `;
};

/**
 * Gives one line for people to `write` every so many steps: steps, share, mean return of the last 100 episodes, loss; with `barWidth`, a
 * bar of so many characters in front.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { cartPole, ppo, reportProgress, train } from '@sigmax/rl';
 * const lines: string[] = [];
 * await train({
 *   algorithm: ppo({ steps: 16, hiddenSizes: [4] }), environment: () => cartPole(), environments: 2, steps: 64, seed: 1,
 *   callbacks: [reportProgress({ everySteps: 32, write: (line) => void lines.push(line), barWidth: 8 })],
 * });
 * lines.map((line) => line.slice(0, 26)); // => ['[####----] 32 steps (50 %)', '[########] 64 steps (100 %']
 * ```
 */
export const reportProgress = <Action>(options: {
  readonly everySteps: number;
  readonly write: (line: string) => void;
  readonly barWidth?: number;
}): TrainingCallback<Action> => {
  const { everySteps: every, barWidth } = parseOptions(schema, options, 'reportProgress');
  return everySteps(
    every,
    ({ stepsDone, totalSteps, meanReturn, statistics }) => {
      const share = `${Math.min(100, Math.floor((100 * stepsDone) / totalSteps))} %`;
      const mean = meanReturn === undefined ? 'no episode yet' : `mean return ${meanReturn.toFixed(2)}`;
      const loss = statistics.loss === undefined ? '' : `, loss ${statistics.loss.toPrecision(3)}`;
      options.write(
        `${barOf(stepsDone / totalSteps, barWidth)}${stepsDone.toLocaleString('en-US')} steps (${share}): ${mean}${loss}`,
      );
    },
    'progress',
  );
};
