import { QuantumCapacityError } from '../errors';
import { blockBits, type Precision } from '../kernels/kernels';

/** 2 GiB: 27 qubits in double precision, 28 in single. WebAssembly has no more than 4 GiB, and a copy needs room too. */
export const defaultMaximumBytes = 2 ** 31 + 2 ** 20;

/** The bytes of a state vector: two planes of 2^n amplitudes, and a scratch block. */
export const stateBytes = (qubitCount: number, precision: Precision = 'f64'): number =>
  (2 ** qubitCount + 2 ** blockBits) * (precision === 'f64' ? 16 : 8);

const shown = (bytes: number): string => `${bytes.toLocaleString('en-US')} bytes`;

/**
 * Refuses a state vector that would need more bytes than allowed, before anything is allocated.
 *
 * @throws {QuantumCapacityError} The bytes are above the limit.
 */
export const checkStateBytes = (qubitCount: number, precision: Precision, maximumBytes: number): void => {
  const bytes = stateBytes(qubitCount, precision);
  if (bytes <= maximumBytes) return;
  throw new QuantumCapacityError({
    code: 'STATE_TOO_LARGE',
    message: `A state vector of ${qubitCount} qubits in ${precision} needs ${shown(bytes)}; the limit is ${shown(maximumBytes)}.`,
    remedy: "Use fewer qubits, precision 'f32', or a larger maximumBytes where the machine has the memory.",
    context: { qubitCount, precision, bytes, maximumBytes },
  });
};
