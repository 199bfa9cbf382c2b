import { SigmaxError } from '@sigmax/core';

/** Training, or a policy that came of it, arrived at something that cannot be used. */
export class TrainingError extends SigmaxError {
  override readonly name = 'TrainingError';
}

/** The error for weights, losses or outputs that are no numbers. */
export const notFinite = (what: string, context: Readonly<Record<string, unknown>>): TrainingError =>
  new TrainingError({
    code: 'NOT_FINITE',
    message: `${what} is not a finite number.`,
    remedy: 'Look at the rewards and observations, scale them, or lower the learning rate.',
    context,
  });
