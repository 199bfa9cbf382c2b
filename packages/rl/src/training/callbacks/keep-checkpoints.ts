import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { functionOption } from '../../function-option';
import type { Checkpoint } from '../checkpoint';
import type { TrainingCallback } from '../training-callback';
import { everySteps } from './every-steps';

const schema = z.strictObject({ everySteps: z.int().positive(), keep: functionOption() });

/**
 * Gives a checkpoint to `keep` every so many steps, and waits until it is kept.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 */
export const keepCheckpoints = <Action>(options: {
  readonly everySteps: number;
  readonly keep: (checkpoint: Checkpoint) => void | Promise<void>;
}): TrainingCallback<Action> => {
  const { everySteps: steps } = parseOptions(schema, options, 'keepCheckpoints');
  return everySteps(steps, ({ checkpoint }) => options.keep(checkpoint()), 'checkpoints');
};
