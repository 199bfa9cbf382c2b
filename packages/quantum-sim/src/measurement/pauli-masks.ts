import { QuantumOptionsError } from '../errors';
import type { PauliTerm } from './pauli-sum';

/**
 * A product of Pauli matrices as bit masks: P|k⟩ = i^turns (−1)^|k & z| |k ^ x⟩, where |·| counts bits and turns is the number
 * of Y.
 */
export interface PauliMasks {
  readonly x: number;
  readonly z: number;
  readonly turns: number;
}

/**
 * The masks of a term.
 *
 * @throws {QuantumOptionsError} A qubit is not one of `qubitCount`.
 */
export const pauliMasks = ({ factors }: PauliTerm, qubitCount: number): PauliMasks => {
  let x = 0;
  let z = 0;
  let turns = 0;
  for (const { qubit, pauli } of factors) {
    if (!(qubit < qubitCount)) {
      throw new QuantumOptionsError({
        code: 'QUBIT_OUT_OF_RANGE',
        message: `The observable acts on qubit ${qubit}, the state has ${qubitCount} qubits.`,
        remedy: `Use qubits 0 to ${qubitCount - 1}.`,
        context: { qubit, qubitCount },
      });
    }
    if (pauli !== 'Z') x |= 1 << qubit;
    if (pauli !== 'X') z |= 1 << qubit;
    if (pauli === 'Y') turns += 1;
  }
  return { x, z, turns };
};

/** 1 if an odd number of bits is set, else 0. */
export const parity = (bits: number): number => {
  let folded = bits ^ (bits >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  return (0x6996 >>> (folded & 15)) & 1;
};
