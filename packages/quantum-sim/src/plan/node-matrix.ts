import { type ComplexMatrix, zeroMatrix } from '../gates/complex-matrix';
import { type BoundFactor, readAngles } from './bound-factor';

/** Memory that the matrices of a plan share, so that new parameter values allocate nothing. */
export interface NodeScratch {
  readonly angles: Float64Array;
  /** By number of qubits. */
  readonly matrices: readonly ComplexMatrix[];
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export const nodeScratch = (): NodeScratch => ({
  angles: new Float64Array(4),
  matrices: [0, 1, 2, 3, 4, 5].map((qubits) => zeroMatrix(2 ** qubits)),
  re: new Float64Array(32),
  im: new Float64Array(32),
});

/** The bits of `index` at these positions, together. */
const extract = (index: number, positions: readonly number[]): number => {
  let value = 0;
  for (let k = 0; k < positions.length; k++) value |= ((index >> positions[k]!) & 1) << k;
  return value;
};

const deposit = (value: number, positions: readonly number[]): number => {
  let index = 0;
  for (let k = 0; k < positions.length; k++) index |= ((value >> k) & 1) << positions[k]!;
  return index;
};

/** Multiplies from the left: each column of `out` is a state that the factor is applied to. */
const applyFactor = (out: ComplexMatrix, matrix: ComplexMatrix, factor: BoundFactor, scratch: NodeScratch): void => {
  const { positions, controls, moved } = factor;
  const { size } = out;
  for (let column = 0; column < size; column++) {
    for (let row = 0; row < size; row++) {
      scratch.re[row] = out.re[row * size + column]!;
      scratch.im[row] = out.im[row * size + column]!;
    }
    for (let row = 0; row < size; row++) {
      if ((row & controls) !== controls) continue;
      const entries = extract(row, positions) * matrix.size;
      let re = 0;
      let im = 0;
      for (let inner = 0; inner < matrix.size; inner++) {
        const from = (row & ~moved) | deposit(inner, positions);
        const c = matrix.re[entries + inner]!;
        const s = matrix.im[entries + inner]!;
        re += c * scratch.re[from]! - s * scratch.im[from]!;
        im += c * scratch.im[from]! + s * scratch.re[from]!;
      }
      out.re[row * size + column] = re;
      out.im[row * size + column] = im;
    }
  }
};

/** Writes the product of the factors, the first applied first, as a matrix over the bits of the node. */
export const writeProduct = (
  factors: readonly BoundFactor[],
  out: ComplexMatrix,
  values: ArrayLike<number>,
  scratch: NodeScratch,
): void => {
  out.re.fill(0);
  out.im.fill(0);
  for (let row = 0; row < out.size; row++) out.re[row * (out.size + 1)] = 1;
  for (const factor of factors) {
    const matrix = scratch.matrices[factor.base.qubitCount]!;
    readAngles(factor, values, scratch.angles);
    factor.base.writeMatrix(matrix, scratch.angles);
    // One gate on all of the node, in its own order, is the product already.
    if (factors.length === 1 && matrix.size === out.size && factor.positions.every((at, k) => at === k)) {
      out.re.set(matrix.re);
      out.im.set(matrix.im);
    } else applyFactor(out, matrix, factor, scratch);
  }
};

/** Writes the product of diagonal factors as one entry for each setting of `bits` bits. */
export const writeDiagonal = (
  factors: readonly BoundFactor[],
  bits: number,
  out: { readonly re: Float64Array; readonly im: Float64Array },
  values: ArrayLike<number>,
  scratch: NodeScratch,
): void => {
  const size = 2 ** bits;
  out.re.fill(1, 0, size);
  out.im.fill(0, 0, size);
  for (const factor of factors) {
    const { positions, controls } = factor;
    const matrix = scratch.matrices[factor.base.qubitCount]!;
    readAngles(factor, values, scratch.angles);
    factor.base.writeMatrix(matrix, scratch.angles);
    for (let index = 0; index < size; index++) {
      if ((index & controls) !== controls) continue;
      const at = extract(index, positions) * (matrix.size + 1);
      const c = matrix.re[at]!;
      const s = matrix.im[at]!;
      const re = out.re[index]!;
      const im = out.im[index]!;
      out.re[index] = c * re - s * im;
      out.im[index] = c * im + s * re;
    }
  }
};
