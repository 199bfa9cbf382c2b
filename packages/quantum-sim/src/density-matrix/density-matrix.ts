import { checkIndices } from '../circuit/check-qubits';
import { QuantumOptionsError } from '../errors';
import type { KernelOptions } from '../kernels/create-kernels';
import type { Plane } from '../kernels/kernels';
import { parity, pauliMasks } from '../measurement/pauli-masks';
import type { PauliSum } from '../measurement/pauli-sum';
import { defaultMaximumBytes } from '../state-vector/state-bytes';
import { StateVector } from '../state-vector/state-vector';
import { checkDensityBytes } from './density-bytes';

export interface DensityMatrixOptions extends KernelOptions {
  /** The largest memory, in bytes, for all matrices that a run keeps; 2 GiB by default, which is 13 qubits. */
  readonly maximumBytes?: number;
}

/**
 * The density matrix of n qubits, starting as |0…0⟩⟨0…0|: 2^n rows, bit q of a row's number is qubit q.
 *
 * It is held as the state vector of 2n qubits whose amplitude r + 2^n · c is the entry (r, c): the same kernels change it.
 * Memory: 16 · 4^n bytes, 8 · 4^n in single precision, and 128 KiB. 13 qubits need 1 GiB.
 *
 * @throws {QuantumCapacityError} The matrix would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { DensityMatrix } from '@sigmax/quantum-sim/density-matrix';
 * const matrix = new DensityMatrix(2);
 * matrix.purity(); // => 1
 * ```
 */
export class DensityMatrix {
  readonly qubitCount: number;
  /** The matrix as a vector; its entries themselves, not a copy. */
  readonly vector: StateVector;

  constructor(qubitCount: number, options: DensityMatrixOptions = {}) {
    const { precision = 'f64', maximumBytes = defaultMaximumBytes } = options;
    checkDensityBytes(qubitCount, precision, maximumBytes);
    this.qubitCount = qubitCount;
    this.vector = new StateVector(2 * qubitCount, options);
  }

  /** How many rows there are, 2^n. */
  get size(): number {
    return 2 ** this.qubitCount;
  }

  /** The real parts, column after column. */
  get re(): Plane {
    return this.vector.re;
  }

  /** The imaginary parts, column after column. */
  get im(): Plane {
    return this.vector.im;
  }

  /** The entry of a row and a column: real and imaginary part. */
  entry(row: number, column: number): readonly [re: number, im: number] {
    for (const [name, index] of Object.entries({ row, column })) {
      if (Number.isInteger(index) && index >= 0 && index < this.size) continue;
      throw new QuantumOptionsError({
        code: 'OUT_OF_RANGE',
        message: `entry: ${name} was ${index}.`,
        remedy: `Pass a whole number from 0 to ${this.size - 1}.`,
        context: { [name]: index },
      });
    }
    const at = row + this.size * column;
    return [this.re[at]!, this.im[at]!];
  }

  /** Tr ρ: 1 up to rounding. */
  trace(): number {
    let sum = 0;
    for (let row = 0; row < this.size; row++) sum += this.re[row * (this.size + 1)]!;
    return sum;
  }

  /** The probability of a basis state. */
  probability(basisState: number): number {
    return this.re[basisState * (this.size + 1)]!;
  }

  /** The probabilities of all basis states, as a new array of 2^n numbers. */
  probabilities(): Float64Array {
    return Float64Array.from({ length: this.size }, (_, row) => this.re[row * (this.size + 1)]!);
  }

  /** Tr ρ²: 1 for a pure state, 2^−n for the fully mixed one. */
  purity(): number {
    return this.vector.squaredNorm();
  }

  /**
   * The expectation Tr(ρH) of an observable, exactly. Cost: O(terms · 2^n).
   *
   * @throws {QuantumOptionsError} The observable acts on a qubit that the matrix has not.
   */
  expectation(observable: PauliSum): number {
    const { re, im, size } = this;
    let sum = 0;
    for (const term of observable) {
      const { x, z, turns } = pauliMasks(term, this.qubitCount);
      let value = 0;
      for (let k = 0; k < size; k++) {
        // P|k⟩ = i^turns (−1)^|k & z| |k ^ x⟩, so Tr(ρP) is the sum of these times ρ(k, k ^ x).
        const at = k + size * (k ^ x);
        const part = [re[at]!, -im[at]!, -re[at]!, im[at]!][turns & 3]!;
        value += parity(k & z) === 1 ? -part : part;
      }
      sum += term.coefficient * value;
    }
    return sum;
  }

  /**
   * The density matrix of some qubits, the others traced out; qubit k of it is `kept[k]` here.
   *
   * @throws {CircuitError} A qubit is out of range or given twice.
   * @throws {QuantumOptionsError} No qubit is kept.
   */
  partialTrace(kept: readonly number[]): DensityMatrix {
    checkIndices('partialTrace', 'qubit', kept, this.qubitCount);
    const { precision } = this.vector;
    const out = new DensityMatrix(kept.length, { precision, maximumBytes: Number.MAX_VALUE });
    out.re.fill(0);
    const gone = Array.from({ length: this.qubitCount }, (_, qubit) => qubit).filter((qubit) => !kept.includes(qubit));
    const spread = (index: number, qubits: readonly number[]): number =>
      qubits.reduce((sum, qubit, k) => sum | (((index >> k) & 1) << qubit), 0);
    const rows = Array.from({ length: out.size }, (_, row) => spread(row, kept));
    for (let rest = 0; rest < 2 ** gone.length; rest++) {
      const outside = spread(rest, gone);
      for (let column = 0; column < out.size; column++) {
        const start = this.size * (rows[column]! | outside);
        for (let row = 0; row < out.size; row++) {
          out.re[row + out.size * column]! += this.re[start + (rows[row]! | outside)]!;
          out.im[row + out.size * column]! += this.im[start + (rows[row]! | outside)]!;
        }
      }
    }
    return out;
  }
}
