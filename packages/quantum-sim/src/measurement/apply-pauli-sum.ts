import { type PauliMasks, parity, pauliMasks } from './pauli-masks';
import type { PauliSum } from './pauli-sum';

interface Planes {
  readonly re: ArrayLike<number>;
  readonly im: ArrayLike<number>;
}

interface OpenPlanes {
  readonly re: { [index: number]: number; readonly length: number; fill(value: number): unknown };
  readonly im: { [index: number]: number; readonly length: number; fill(value: number): unknown };
}

/** Adds coefficient · P · state to `out`. */
const addTerm = (state: Planes, { x, z, turns }: PauliMasks, coefficient: number, out: OpenPlanes): void => {
  const { re, im } = state;
  // i^turns times the coefficient
  const c = [coefficient, 0, -coefficient, 0][turns & 3]!;
  const s = [0, coefficient, 0, -coefficient][turns & 3]!;
  for (let from = 0; from < re.length; from++) {
    const to = from ^ x;
    const isOdd = parity(from & z) === 1;
    const real = isOdd ? -re[from]! : re[from]!;
    const imaginary = isOdd ? -im[from]! : im[from]!;
    out.re[to]! += c * real - s * imaginary;
    out.im[to]! += c * imaginary + s * real;
  }
};

/** Writes the observable applied to a state: Σ c_t P_t |ψ⟩. Cost: O(terms · 2^n). */
export const applyPauliSum = (sum: PauliSum, state: Planes, out: OpenPlanes): void => {
  const qubitCount = 31 - Math.clz32(state.re.length);
  const masks = sum.map((term) => pauliMasks(term, qubitCount));
  out.re.fill(0);
  out.im.fill(0);
  sum.forEach(({ coefficient }, index) => {
    addTerm(state, masks[index]!, coefficient, out);
  });
};
