import { SigmaxError } from '@sigmax/core';

/** Numbers of instruments contradict each other, so that two parts of a system would mean different things by one. */
export class SymbolError extends SigmaxError {
  override readonly name = 'SymbolError';
}
