import type { ComplexMatrix } from '../gates/complex-matrix';
import type { StateVector } from '../state-vector/state-vector';

interface Planes {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The density matrix of one qubit of a state, row by row: the general loop, written out for its two values. */
const reducedOne = ({ re, im }: StateVector, qubit: number): Planes => {
  const step = 2 ** qubit;
  let zero = 0;
  let one = 0;
  let x = 0;
  let y = 0;
  for (let start = 0; start < re.length; start += 2 * step) {
    for (let at = start; at < start + step; at++) {
      const a = re[at]!;
      const b = im[at]!;
      const c = re[at + step]!;
      const d = im[at + step]!;
      zero += a * a + b * b;
      one += c * c + d * d;
      x += a * c + b * d;
      y += b * c - a * d;
    }
  }
  return { re: Float64Array.of(zero, x, x, one), im: Float64Array.of(0, y, -y, 0) };
};

/** The density matrix of some qubits of a state, row by row; one pass over the amplitudes. */
const reducedMatrix = (state: StateVector, qubits: readonly number[]): Planes => {
  if (qubits.length === 1) return reducedOne(state, qubits[0]!);
  const { re, im } = state;
  const size = 2 ** qubits.length;
  const out = { re: new Float64Array(size * size), im: new Float64Array(size * size) };
  const offsets = Array.from({ length: size }, (_, index) =>
    qubits.reduce((sum, qubit, k) => sum | (((index >> k) & 1) << qubit), 0),
  );
  const mask = offsets[size - 1]!;
  for (let base = 0; base < re.length; base++) {
    if ((base & mask) !== 0) continue;
    for (let row = 0; row < size; row++) {
      const a = re[base | offsets[row]!]!;
      const b = im[base | offsets[row]!]!;
      for (let column = 0; column < size; column++) {
        const c = re[base | offsets[column]!]!;
        const d = im[base | offsets[column]!]!;
        // a conj(b)
        out.re[row * size + column]! += a * c + b * d;
        out.im[row * size + column]! += b * c - a * d;
      }
    }
  }
  return out;
};

/** ⟨ψ|E|ψ⟩ for each effect E = K†K on these qubits. */
export const krausWeights = (
  state: StateVector,
  qubits: readonly number[],
  effects: readonly ComplexMatrix[],
): number[] => {
  const reduced = reducedMatrix(state, qubits);
  return effects.map(({ size, re, im }) => {
    let sum = 0;
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const at = row * size + column;
        const across = column * size + row;
        sum += re[at]! * reduced.re[across]! - im[at]! * reduced.im[across]!;
      }
    }
    return Math.max(0, sum);
  });
};
