import { SigmaxError } from '@sigmax/core';

/** A recording could not be written. What is wrong with one that is read is a `DataError`. */
export class RecordingError extends SigmaxError {
  override readonly name = 'RecordingError';
}
