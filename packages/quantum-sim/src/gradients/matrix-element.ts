import type { ComplexMatrix } from '../gates/complex-matrix';

interface Planes {
  readonly re: ArrayLike<number>;
  readonly im: ArrayLike<number>;
}

/** Re of conj(left) · (matrix entry) · right, for one pair of amplitudes. */
const part = (left: Planes, to: number, c: number, s: number, right: Planes, from: number): number => {
  const x = c * right.re[from]! - s * right.im[from]!;
  const y = c * right.im[from]! + s * right.re[from]!;
  return left.re[to]! * x + left.im[to]! * y;
};

/**
 * Re⟨left|M|right⟩ for a matrix on some qubits that is 0 where not all controls are 1. The first of the qubits is the lowest bit
 * of a row's number. Cost: one pass over the amplitudes under the controls, no memory.
 */
export const matrixElement = (
  left: Planes,
  matrix: ComplexMatrix,
  right: Planes,
  qubits: readonly number[],
  controls: number,
): number => {
  const offsets = Array.from({ length: matrix.size }, (_, row) =>
    qubits.reduce((offset, qubit, k) => offset | (((row >> k) & 1) << qubit), 0),
  );
  const entries = offsets.flatMap((to, row) =>
    offsets.map((from, column) => ({
      to,
      from,
      c: matrix.re[row * matrix.size + column]!,
      s: matrix.im[row * matrix.size + column]!,
    })),
  );
  const fixed = (offsets.at(-1) ?? 0) | controls;
  const { length } = left.re;
  const run = fixed === 0 ? length : fixed & -fixed;
  let sum = 0;
  for (const { to, from, c, s } of entries) {
    if (c === 0 && s === 0) continue;
    for (let free = 0; free < length; free = fixed === 0 ? length : ((free | fixed) + run) & ~fixed) {
      const start = free | controls;
      for (let index = start; index < start + run; index++) sum += part(left, index + to, c, s, right, index + from);
    }
  }
  return sum;
};
