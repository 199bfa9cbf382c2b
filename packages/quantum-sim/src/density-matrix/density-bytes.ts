import { QuantumCapacityError, QuantumOptionsError } from '../errors';
import type { Precision } from '../kernels/kernels';
import { stateBytes } from '../state-vector/state-bytes';

/**
 * The bytes of a density matrix of n qubits: those of a state vector of 2n.
 *
 * @example
 * ```ts
 * import { densityMatrixBytes } from '@sigmax/quantum-sim/density-matrix';
 * densityMatrixBytes(13); // => 1073872896
 * ```
 */
export const densityMatrixBytes = (qubitCount: number, precision: Precision = 'f64'): number =>
  stateBytes(2 * qubitCount, precision);

const shown = (bytes: number): string => `${bytes.toLocaleString('en-US')} bytes`;

/**
 * Refuses density matrices that would need more bytes than allowed, before anything is allocated.
 *
 * @throws {QuantumOptionsError} `qubitCount` is no whole number from 1.
 * @throws {QuantumCapacityError} The bytes are above the limit.
 */
export const checkDensityBytes = (
  qubitCount: number,
  precision: Precision,
  maximumBytes: number,
  branchCount = 1,
): void => {
  if (!(Number.isInteger(qubitCount) && qubitCount >= 1)) {
    throw new QuantumOptionsError({
      code: 'INVALID_COUNT',
      message: `DensityMatrix: qubitCount was ${qubitCount}.`,
      remedy: 'Pass a whole number from 1.',
      context: { qubitCount },
    });
  }
  // Every matrix but the one that is worked on is a plain copy.
  const copy = 4 ** qubitCount * (precision === 'f64' ? 16 : 8);
  const bytes = densityMatrixBytes(qubitCount, precision) + (branchCount - 1) * copy;
  if (bytes <= maximumBytes) return;
  const what =
    branchCount === 1
      ? `A density matrix of ${qubitCount} qubits in ${precision} needs`
      : `${branchCount} density matrices of ${qubitCount} qubits, one for each reading of the bits so far, need`;
  throw new QuantumCapacityError({
    code: 'STATE_TOO_LARGE',
    message: `${what} ${shown(bytes)}; the limit is ${shown(maximumBytes)}.`,
    remedy: 'Use fewer qubits, trajectories, or a larger maximumBytes where the machine has the memory.',
    context: { qubitCount, precision, branchCount, bytes, maximumBytes },
  });
};
