import type { ComplexMatrix } from '../gates/complex-matrix';
import { type ComplexTable, zeroTable } from './complex-table';

/** A matrix whose qubit k is bit `order[k]` of its new index. */
export const reorderedMatrix = ({ size, re, im }: ComplexMatrix, order: readonly number[]): ComplexMatrix => {
  const moved = (index: number): number => order.reduce((sum, bit, k) => sum | (((index >> k) & 1) << bit), 0);
  const out = { size, re: new Float64Array(size * size), im: new Float64Array(size * size) };
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = moved(row) * size + moved(column);
      out.re[at] = re[row * size + column]!;
      out.im[at] = im[row * size + column]!;
    }
  }
  return out;
};

/** Applies a matrix to the values of a block of `left` rows, whose columns are a value of all sites and then the right bond. */
export const applyMatrix = (matrix: ComplexMatrix, block: ComplexTable): ComplexTable => {
  const { size } = matrix;
  const right = block.columns / size;
  const out = zeroTable(block.rows, block.columns);
  for (let row = 0; row < block.rows; row++) {
    for (let to = 0; to < size; to++) {
      const start = row * block.columns + to * right;
      for (let from = 0; from < size; from++) {
        const c = matrix.re[to * size + from]!;
        const s = matrix.im[to * size + from]!;
        if (c === 0 && s === 0) continue;
        const source = row * block.columns + from * right;
        for (let k = 0; k < right; k++) {
          out.re[start + k]! += c * block.re[source + k]! - s * block.im[source + k]!;
          out.im[start + k]! += c * block.im[source + k]! + s * block.re[source + k]!;
        }
      }
    }
  }
  return out;
};
