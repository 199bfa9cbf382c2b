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

const matrixOfFactor = (factor: BoundFactor, values: ArrayLike<number>, scratch: NodeScratch): ComplexMatrix => {
  const matrix = scratch.matrices[factor.base.qubitCount]!;
  readAngles(factor, values, scratch.angles);
  factor.base.writeMatrix(matrix, scratch.angles);
  return matrix;
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
    const matrix = matrixOfFactor(factor, values, scratch);
    // One gate on all of the node, in its own order, is the product already.
    if (factors.length === 1 && matrix.size === out.size && factor.positions.every((at, k) => at === k)) {
      out.re.set(matrix.re);
      out.im.set(matrix.im);
    } else applyFactor(out, matrix, factor, scratch);
  }
};

/** Multiplies the number at `at` by an entry of a diagonal matrix. */
const multiplyEntry = (matrix: ComplexMatrix, row: number, at: number, re: Float64Array, im: Float64Array): void => {
  const c = matrix.re[row * (matrix.size + 1)]!;
  const s = matrix.im[row * (matrix.size + 1)]!;
  const x = re[at]!;
  const y = im[at]!;
  re[at] = c * x - s * y;
  im[at] = c * y + s * x;
};

/**
 * Writes the product of diagonal factors as one entry for each setting of `bits` bits: those on one bit are multiplied first and
 * spread by doubling, the others go over the table.
 */
export const writeDiagonal = (
  factors: readonly BoundFactor[],
  bits: number,
  out: { readonly re: Float64Array; readonly im: Float64Array },
  values: ArrayLike<number>,
  scratch: NodeScratch,
): void => {
  // Two entries for each bit, then one for what acts on none.
  scratch.re.fill(1);
  scratch.im.fill(0);
  for (const factor of factors) {
    if (factor.positions.length > 1 || factor.controls !== 0) continue;
    const matrix = matrixOfFactor(factor, values, scratch);
    const at = factor.positions.length === 0 ? 2 * bits : 2 * factor.positions[0]!;
    for (let row = 0; row < matrix.size; row++) multiplyEntry(matrix, row, at + row, scratch.re, scratch.im);
  }
  out.re[0] = scratch.re[2 * bits]!;
  out.im[0] = scratch.im[2 * bits]!;
  for (let bit = 0; bit < bits; bit++) {
    const size = 1 << bit;
    for (let row = 1; row >= 0; row--) {
      const c = scratch.re[2 * bit + row]!;
      const s = scratch.im[2 * bit + row]!;
      for (let index = 0; index < size; index++) {
        const x = out.re[index]!;
        const y = out.im[index]!;
        out.re[row * size + index] = c * x - s * y;
        out.im[row * size + index] = c * y + s * x;
      }
    }
  }
  for (const factor of factors) {
    const { positions, controls } = factor;
    if (positions.length <= 1 && controls === 0) continue;
    const matrix = matrixOfFactor(factor, values, scratch);
    for (let index = 0; index < 1 << bits; index++) {
      if ((index & controls) === controls) multiplyEntry(matrix, extract(index, positions), index, out.re, out.im);
    }
  }
};
