import { applyPauliSum } from './apply-pauli-sum';
import { type PauliMasks, parity, pauliMasks } from './pauli-masks';
import type { PauliSum } from './pauli-sum';

interface State {
  readonly qubitCount: number;
  readonly re: ArrayLike<number>;
  readonly im: ArrayLike<number>;
}

/** ⟨ψ|P|ψ⟩, which is real: Σ_k conj(a_(k^x)) i^turns (−1)^|k & z| a_k. */
const termExpectation = ({ re, im }: State, { x, z, turns }: PauliMasks): number => {
  let sum = 0;
  if (x === 0) {
    for (let k = 0; k < re.length; k++) {
      const probability = re[k]! * re[k]! + im[k]! * im[k]!;
      sum += parity(k & z) === 1 ? -probability : probability;
    }
    return sum;
  }
  // k and k ^ x give conjugate parts, so one of each pair is enough.
  const half = 1 << (31 - Math.clz32(x));
  const isTurned = (turns & 1) === 1;
  const sign = (turns & 2) === 0 ? 2 : -2;
  for (let start = 0; start < re.length; start += 2 * half) {
    for (let k = start; k < start + half; k++) {
      const j = k ^ x;
      // Re of conj(a_j) a_k, or of i times it
      const value = isTurned ? im[j]! * re[k]! - re[j]! * im[k]! : re[j]! * re[k]! + im[j]! * im[k]!;
      sum += parity(k & z) === 1 ? -value : value;
    }
  }
  return sign * sum;
};

/**
 * The expectation ⟨ψ|H|ψ⟩ of an observable in a state.
 *
 * Cost: one pass over 2^n amplitudes for each term, half a pass for terms with X or Y; no memory.
 *
 * @throws {QuantumOptionsError} The observable acts on a qubit that the state has not.
 * @example
 * ```ts
 * import { circuit, expectation, pauliSum, simulate } from '@sigmax/quantum-sim';
 * expectation(simulate(circuit(1).x(0)), pauliSum([[2, 'Z0']])); // => -2
 * ```
 */
export const expectation = (state: State, observable: PauliSum): number => {
  const masks = observable.map((term) => pauliMasks(term, state.qubitCount));
  return observable.reduce(
    (sum, { coefficient }, index) => sum + coefficient * termExpectation(state, masks[index]!),
    0,
  );
};

export interface Moments {
  readonly mean: number;
  /** ⟨H²⟩ − ⟨H⟩², of one perfect measurement of the observable. */
  readonly variance: number;
}

/**
 * Mean and variance of an observable in a state: ⟨H⟩ and ‖Hψ‖² − ⟨H⟩².
 *
 * Cost: one pass for each term, and memory for one more state in double precision.
 *
 * @throws {QuantumOptionsError} The observable acts on a qubit that the state has not.
 * @example
 * ```ts
 * import { circuit, moments, pauliSum, simulate } from '@sigmax/quantum-sim';
 * moments(simulate(circuit(1)), pauliSum([[1, 'X0']])); // => { mean: 0, variance: 1 }
 * ```
 */
export const moments = (state: State, observable: PauliSum): Moments => {
  const applied = { re: new Float64Array(state.re.length), im: new Float64Array(state.re.length) };
  applyPauliSum(observable, state, applied);
  let mean = 0;
  let square = 0;
  for (let k = 0; k < state.re.length; k++) {
    mean += state.re[k]! * applied.re[k]! + state.im[k]! * applied.im[k]!;
    square += applied.re[k]! * applied.re[k]! + applied.im[k]! * applied.im[k]!;
  }
  return { mean, variance: Math.max(0, square - mean * mean) };
};
