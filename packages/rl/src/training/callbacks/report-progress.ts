import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { functionOption } from '../../function-option';
import type { TrainingCallback } from '../training-callback';
import { everySteps } from './every-steps';

const schema = z.strictObject({ everySteps: z.int().positive(), write: functionOption() });

/**
 * Gives one line for people to `write` every so many steps: steps, share, mean return of the last 100 episodes, loss.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 */
export const reportProgress = <Action>(options: {
  readonly everySteps: number;
  readonly write: (line: string) => void;
}): TrainingCallback<Action> => {
  const { everySteps: every } = parseOptions(schema, options, 'reportProgress');
  return everySteps(
    every,
    ({ stepsDone, totalSteps, meanReturn, statistics }) => {
      const share = `${Math.min(100, Math.floor((100 * stepsDone) / totalSteps))} %`;
      const mean = meanReturn === undefined ? 'no episode yet' : `mean return ${meanReturn.toFixed(2)}`;
      const loss = statistics.loss === undefined ? '' : `, loss ${statistics.loss.toPrecision(3)}`;
      options.write(`${stepsDone.toLocaleString('en-US')} steps (${share}): ${mean}${loss}`);
    },
    'progress',
  );
};
