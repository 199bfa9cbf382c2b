import { checkIndex, checkIndices } from '../circuit/check-qubits';
import { CircuitError, QuantumCapacityError, QuantumOptionsError } from '../errors';
import { type Gate, gateQubitCount } from '../gates/gate';
import type { PauliSum, PauliTerm } from '../measurement/pauli-sum';
import type { Random } from '../seeded-random';
import { defaultMaximumBytes } from '../state-vector/state-bytes';
import { wordsFor } from './bit-words';
import type { CliffordSteps } from './clifford-steps';
import { gateSteps, notClifford } from './gate-steps';
import {
  applyClifford,
  collapseQubit,
  copyTableau,
  decidedValue,
  groundTableau,
  signOfProduct,
  type Tableau,
  undecidedRow,
} from './tableau';

export interface StabilizerOptions {
  /** The largest tableau, in bytes, that may be allocated; 2 GiB by default, which is 65,536 qubits. */
  readonly maximumBytes?: number;
}

/**
 * The bytes of a tableau of n qubits: 2n rows of 2n + 1 bits, in words of 32 rows; about n²/2.
 *
 * @example
 * ```ts
 * import { stabilizerBytes } from '@sigmax/quantum-sim/stabilizer';
 * stabilizerBytes(1_000); // => 512256
 * ```
 */
export const stabilizerBytes = (qubitCount: number): number => 8 * wordsFor(qubitCount) * (2 * qubitCount + 1);

const checkBytes = (qubitCount: number, maximumBytes: number): void => {
  if (!(Number.isSafeInteger(qubitCount) && qubitCount >= 1)) {
    throw new QuantumOptionsError({
      code: 'INVALID_COUNT',
      message: `StabilizerState: qubitCount was ${qubitCount}.`,
      remedy: 'Pass a whole number from 1.',
      context: { qubitCount },
    });
  }
  const bytes = stabilizerBytes(qubitCount);
  if (bytes <= maximumBytes) return;
  throw new QuantumCapacityError({
    code: 'STATE_TOO_LARGE',
    message: `A tableau of ${qubitCount} qubits needs ${bytes.toLocaleString('en-US')} bytes; the limit is ${maximumBytes.toLocaleString('en-US')} bytes.`,
    remedy: 'Use fewer qubits, or a larger maximumBytes where the machine has the memory.',
    context: { qubitCount, bytes, maximumBytes },
  });
};

/**
 * A stabiliser state of n qubits, starting as |0…0⟩: what Clifford gates and measurements make, for thousands of qubits.
 *
 * Memory: about n²/2 bytes. A gate costs O(n / 32) words, a measurement O(n² / 32) at most.
 *
 * Source: Aaronson and Gottesman 2004, "Improved simulation of stabilizer circuits".
 *
 * @throws {QuantumCapacityError} The tableau would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { pauliSum, seededRandom, standardGates } from '@sigmax/quantum-sim';
 * import { StabilizerState } from '@sigmax/quantum-sim/stabilizer';
 * const state = new StabilizerState(2);
 * state.apply(standardGates.h, [0]);
 * state.apply(standardGates.cx, [0, 1]);
 * state.stabilizers(); // => ['+XX', '+ZZ']
 * state.expectation(pauliSum([[1, 'Y0 Y1']])); // => -1
 * const random = seededRandom(1);
 * state.measure(0, random) === state.measure(1, random); // => true
 * ```
 */
export class StabilizerState {
  readonly qubitCount: number;
  readonly tableau: Tableau;

  constructor(qubitCount: number, { maximumBytes = defaultMaximumBytes }: StabilizerOptions = {}) {
    checkBytes(qubitCount, maximumBytes);
    this.qubitCount = qubitCount;
    this.tableau = groundTableau(qubitCount);
  }

  /** Takes the state of another of as many qubits. */
  copyFrom(other: StabilizerState): void {
    copyTableau(other.tableau, this.tableau);
  }

  /**
   * Applies a gate; whether it is a Clifford gate is read off its matrix, to 1e-9.
   *
   * @throws {CircuitError} It is none, or qubits or angles are missing, out of range or given twice.
   */
  apply(gate: Gate, qubits: readonly number[], ...angles: readonly number[]): void {
    checkIndices(gate.name, 'qubit', qubits, this.qubitCount);
    const expected = { qubits: gateQubitCount(gate), angles: gate.base.angleCount };
    if (qubits.length !== expected.qubits || angles.length !== expected.angles) {
      throw new CircuitError({
        code: 'WRONG_COUNT',
        message: `${gate.name}: was given ${qubits.length} qubits and ${angles.length} angles.`,
        remedy: `Pass ${expected.qubits} qubits and ${expected.angles} angles.`,
        context: { gate: gate.name, qubits, angles },
      });
    }
    const steps = gateSteps(gate, angles);
    if (steps === undefined) throw notClifford(undefined, gate.name, qubits);
    this.applySteps(steps, qubits);
  }

  /** Applies the arithmetic of a gate that is known already. */
  applySteps(steps: CliffordSteps, qubits: readonly number[]): void {
    applyClifford(this.tableau, steps, qubits);
  }

  /** What measuring a qubit gives where it is decided; `undefined` where it is a fair coin, the only other case. */
  decided(qubit: number): 0 | 1 | undefined {
    checkIndex('decided', 'qubit', qubit, this.qubitCount);
    return undecidedRow(this.tableau, qubit) === undefined ? decidedValue(this.tableau, qubit) : undefined;
  }

  /** Measures a qubit; draws one number where it is a fair coin, and none where it is decided. */
  measure(qubit: number, random: Random): 0 | 1 {
    checkIndex('measure', 'qubit', qubit, this.qubitCount);
    const row = undecidedRow(this.tableau, qubit);
    if (row === undefined) return decidedValue(this.tableau, qubit);
    const value = random.uniform() < 0.5 ? 0 : 1;
    collapseQubit(this.tableau, qubit, row, value);
    return value;
  }

  #termExpectation({ factors }: PauliTerm): number {
    const { words, x, z } = this.tableau;
    // In each bit, whether a row anticommutes with the product.
    const against = new Int32Array(2 * words);
    let isOdd = false;
    for (const { qubit, pauli } of factors) {
      checkIndex('expectation', 'qubit', qubit, this.qubitCount);
      const start = qubit * 2 * words;
      for (let word = 0; word < 2 * words; word++) {
        if (pauli !== 'X') against[word]! ^= x[start + word]!;
        if (pauli !== 'Z') against[word]! ^= z[start + word]!;
      }
    }
    for (let word = words; word < 2 * words; word++) isOdd ||= against[word] !== 0;
    if (isOdd) return 0;
    return signOfProduct(this.tableau, against.subarray(0, words)) === 1 ? -1 : 1;
  }

  /**
   * The expectation of an observable, exactly: each product of Pauli matrices has 1, −1 or 0.
   *
   * @throws {CircuitError} The observable acts on a qubit that the state has not.
   */
  expectation(observable: PauliSum): number {
    return observable.reduce((sum, term) => sum + term.coefficient * this.#termExpectation(term), 0);
  }

  /** The stabilisers as texts, a sign and a letter for each qubit, qubit 0 last. */
  stabilizers(): string[] {
    const { words, x, z, signs } = this.tableau;
    return Array.from({ length: this.qubitCount }, (_, row) => {
      const bit = (bits: Int32Array, start: number): number => (bits[start + (row >>> 5)]! >>> (row & 31)) & 1;
      let text = '';
      for (let qubit = this.qubitCount - 1; qubit >= 0; qubit--) {
        const start = (2 * qubit + 1) * words;
        text += ['I', 'X', 'Z', 'Y'][bit(x, start) + 2 * bit(z, start)];
      }
      return (bit(signs, words) === 1 ? '-' : '+') + text;
    });
  }
}
