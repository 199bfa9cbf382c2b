import { SigmaxError } from '@sigmax/core';

/** What was kept cannot be read whole, or cannot be kept. */
export class StoreError extends SigmaxError {
  override readonly name = 'StoreError';
}
