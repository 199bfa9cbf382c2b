import { adjointTable, type ComplexTable, zeroTable } from './complex-table';

export interface QrParts {
  /** Orthonormal columns, as many as the smaller side of the matrix. */
  readonly q: ComplexTable;
  /** Upper triangular. */
  readonly r: ComplexTable;
}

/** x − 2 v (v†x) / (v†v) for a part of a column that starts at `start`. */
const reflect = (
  re: Float64Array,
  im: Float64Array,
  start: number,
  v: { re: Float64Array; im: Float64Array; length: number; square: number },
): void => {
  let x = 0;
  let y = 0;
  for (let k = 0; k < v.length; k++) {
    const a = re[start + k]!;
    const b = im[start + k]!;
    x += v.re[k]! * a + v.im[k]! * b;
    y += v.re[k]! * b - v.im[k]! * a;
  }
  x *= 2 / v.square;
  y *= 2 / v.square;
  for (let k = 0; k < v.length; k++) {
    re[start + k]! -= v.re[k]! * x - v.im[k]! * y;
    im[start + k]! -= v.re[k]! * y + v.im[k]! * x;
  }
};

/**
 * The thin QR decomposition A = QR by Householder reflections. Cost: O(rows · columns · min(rows, columns)).
 *
 * Only sums, products and roots, so the bits are the same on every platform. Source: Golub and Van Loan 2013, "Matrix
 * Computations", algorithm 5.2.1.
 */
export const complexQr = (matrix: ComplexTable): QrParts => {
  const { rows, columns } = matrix;
  const inner = Math.min(rows, columns);
  // Columns one after the other, so that a reflection runs along memory.
  const byColumn = adjointTable(matrix);
  const re = byColumn.re;
  const im = byColumn.im.map((value) => 0 - value);
  const reflections = [];
  for (let k = 0; k < inner; k++) {
    const start = k * rows + k;
    const length = rows - k;
    const v = { re: re.slice(start, start + length), im: im.slice(start, start + length), length, square: 0 };
    let norm = 0;
    for (let at = 0; at < length; at++) norm += v.re[at]! * v.re[at]! + v.im[at]! * v.im[at]!;
    norm = Math.sqrt(norm);
    const first = Math.sqrt(v.re[0]! * v.re[0]! + v.im[0]! * v.im[0]!);
    // v = x + e^(i arg x₀) ‖x‖ e₀: no digits cancel.
    v.re[0]! += first === 0 ? norm : (norm * v.re[0]!) / first;
    v.im[0]! += first === 0 ? 0 : (norm * v.im[0]!) / first;
    for (let at = 0; at < length; at++) v.square += v.re[at]! * v.re[at]! + v.im[at]! * v.im[at]!;
    reflections.push(v);
    if (v.square === 0) continue;
    for (let column = k; column < columns; column++) reflect(re, im, column * rows + k, v);
  }
  const r = zeroTable(inner, columns);
  for (let row = 0; row < inner; row++) {
    for (let column = row; column < columns; column++) {
      r.re[row * columns + column] = re[column * rows + row]!;
      r.im[row * columns + column] = im[column * rows + row]!;
    }
  }
  // Q is what the reflections make of the first columns of the identity, the last reflection first.
  const qByColumn = zeroTable(inner, rows);
  for (let column = 0; column < inner; column++) {
    qByColumn.re[column * rows + column] = 1;
    for (let k = inner - 1; k >= 0; k--) {
      const v = reflections[k]!;
      if (v.square !== 0) reflect(qByColumn.re, qByColumn.im, column * rows + k, v);
    }
  }
  const q = adjointTable(qByColumn);
  for (let at = 0; at < q.im.length; at++) q.im[at] = 0 - q.im[at]!;
  return { q, r };
};
