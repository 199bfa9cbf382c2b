import { SigmaxError } from '@sigmax/core';

/** An environment was used, or behaved, other than its contract says. */
export class EnvironmentError extends SigmaxError {
  override readonly name = 'EnvironmentError';
}
