import { checkProbability } from './check-probability';

/** How often a measured bit is written down wrongly. The state is not touched. */
export interface ReadoutError {
  /** The probability to read 1 where the qubit was 0. */
  readonly oneGivenZero: number;
  /** The probability to read 0 where the qubit was 1. */
  readonly zeroGivenOne: number;
}

/**
 * A readout error with probabilities that were checked. Conditions on the bit see what was read, not what was true.
 *
 * @throws {QuantumOptionsError} One of them is no probability.
 * @example
 * ```ts
 * import { readoutError } from '@sigmax/quantum-sim/noise';
 * readoutError({ oneGivenZero: 0.01, zeroGivenOne: 0.03 }); // => { oneGivenZero: 0.01, zeroGivenOne: 0.03 }
 * ```
 */
export const readoutError = ({ oneGivenZero, zeroGivenOne }: ReadoutError): ReadoutError => {
  checkProbability('readoutError', 'oneGivenZero', oneGivenZero);
  checkProbability('readoutError', 'zeroGivenOne', zeroGivenOne);
  return { oneGivenZero, zeroGivenOne };
};
