import type { Checkpoint } from '../checkpoint';
import type { TrainingCallback } from '../training-callback';
import { everySteps } from './every-steps';

/** Gives a checkpoint to `keep` every so many steps, and waits until it is kept. */
export const keepCheckpoints = <Action>(options: {
  readonly everySteps: number;
  readonly keep: (checkpoint: Checkpoint) => void | Promise<void>;
}): TrainingCallback<Action> =>
  everySteps(options.everySteps, ({ checkpoint }) => options.keep(checkpoint()), 'checkpoints');
