import { QuantumOptionsError } from '../errors';
import { createKernels, type KernelOptions } from '../kernels/create-kernels';
import type { Kernels, Plane, Precision } from '../kernels/kernels';
import { checkStateBytes, defaultMaximumBytes } from './state-bytes';

export interface StateVectorOptions extends KernelOptions {
  /** The largest state, in bytes, that may be allocated; 2 GiB by default, which is 27 qubits in double precision. */
  readonly maximumBytes?: number;
}

const refuseUnless = (index: number, count: number, what: string, field: string): void => {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw new QuantumOptionsError({
    code: 'OUT_OF_RANGE',
    message: `${what}: ${field} was ${index}.`,
    remedy: `Pass a whole number from 0 to ${count - 1}.`,
    context: { [field]: index },
  });
};

/**
 * The 2^n amplitudes of n qubits, starting as |0…0⟩, in two planes: amplitude k is re[k] + i·im[k], and bit q of k is qubit q.
 *
 * Memory: 16 bytes for each amplitude (8 in single precision) and a scratch block of 128 KiB.
 *
 * @throws {QuantumCapacityError} The state would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { StateVector } from '@sigmax/quantum-sim';
 * const state = new StateVector(2);
 * Array.from(state.probabilities()); // => [1, 0, 0, 0]
 * ```
 */
export class StateVector {
  readonly qubitCount: number;
  /** The amplitudes themselves, not a copy. */
  readonly re: Plane;
  readonly im: Plane;
  /** What does the arithmetic on them. */
  readonly kernels: Kernels;

  constructor(qubitCount: number, options: StateVectorOptions = {}) {
    const { maximumBytes = defaultMaximumBytes, precision = 'f64' } = options;
    if (!(Number.isInteger(qubitCount) && qubitCount >= 1)) {
      throw new QuantumOptionsError({
        code: 'INVALID_COUNT',
        message: `StateVector: qubitCount was ${qubitCount}.`,
        remedy: 'Pass a whole number from 1.',
        context: { qubitCount },
      });
    }
    checkStateBytes(qubitCount, precision, maximumBytes);
    this.qubitCount = qubitCount;
    this.kernels = createKernels(qubitCount, options);
    this.re = this.kernels.re.subarray(0, 2 ** qubitCount);
    this.im = this.kernels.im.subarray(0, 2 ** qubitCount);
    this.re[0] = 1;
  }

  get precision(): Precision {
    return this.kernels.precision;
  }

  /** Back to the basis state of that number, |0…0⟩ by default. */
  reset(basisState = 0): void {
    refuseUnless(basisState, this.re.length, 'reset', 'basisState');
    this.re.fill(0);
    this.im.fill(0);
    this.re[basisState] = 1;
  }

  /** Takes the amplitudes of another state of as many qubits. */
  copyFrom(other: { readonly re: ArrayLike<number>; readonly im: ArrayLike<number> }): void {
    this.re.set(other.re);
    this.im.set(other.im);
  }

  /** Σ|a|²: 1 up to rounding. */
  squaredNorm(): number {
    const { re, im } = this;
    let sum = 0;
    for (let index = 0; index < re.length; index++) sum += re[index]! * re[index]! + im[index]! * im[index]!;
    return sum;
  }

  /** The probability of a basis state. */
  probability(basisState: number): number {
    refuseUnless(basisState, this.re.length, 'probability', 'basisState');
    const re = this.re[basisState]!;
    const im = this.im[basisState]!;
    return re * re + im * im;
  }

  /** The probabilities of all basis states, as a new array of 2^n numbers. */
  probabilities(): Float64Array {
    const { re, im } = this;
    const out = new Float64Array(re.length);
    for (let index = 0; index < out.length; index++) out[index] = re[index]! * re[index]! + im[index]! * im[index]!;
    return out;
  }

  /** The probability that a measurement of one qubit gives 1, for a normed state. */
  probabilityOfOne(qubit: number): number {
    refuseUnless(qubit, this.qubitCount, 'probabilityOfOne', 'qubit');
    const { re, im } = this;
    const step = 2 ** qubit;
    let sum = 0;
    for (let start = step; start < re.length; start += 2 * step) {
      for (let index = start; index < start + step; index++) {
        sum += re[index]! * re[index]! + im[index]! * im[index]!;
      }
    }
    return sum;
  }

  /**
   * Keeps the part of the state in which a qubit has that value, and norms it again by the probability of that value.
   *
   * @throws {QuantumOptionsError} The state has no such qubit, or the probability is not above 0.
   */
  collapse(qubit: number, value: 0 | 1, probability: number): void {
    refuseUnless(qubit, this.qubitCount, 'collapse', 'qubit');
    if (!(probability > 0)) {
      throw new QuantumOptionsError({
        code: 'IMPOSSIBLE_OUTCOME',
        message: `collapse: the probability that qubit ${qubit} is ${value} was ${probability}.`,
        remedy: 'Pass a probability above 0.',
        context: { qubit, value, probability },
      });
    }
    const { re, im } = this;
    const step = 2 ** qubit;
    const scale = 1 / Math.sqrt(probability);
    for (let index = 0; index < re.length; index++) {
      const factor = (Math.floor(index / step) & 1) === value ? scale : 0;
      re[index] = re[index]! * factor;
      im[index] = im[index]! * factor;
    }
  }
}
