import { SigmaxError } from '@sigmax/core';

/** An environment was used, or behaved, other than its contract says. */
export class EnvironmentError extends SigmaxError {
  override readonly name = 'EnvironmentError';
}

/** A model bundle is damaged, of another version, or made for something else. */
export class BundleError extends SigmaxError {
  override readonly name = 'BundleError';
}
