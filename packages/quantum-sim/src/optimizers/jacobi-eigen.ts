/** Eigenvalues of a symmetric matrix, unsorted, and its eigenvectors as columns. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Diagonalises a symmetric matrix (row-major n × n) by cyclic Jacobi rotations: +, −, ×, ÷ and √ alone, so the same bits
 * everywhere. Cost: O(n³) a sweep, about eight sweeps.
 *
 * Source: Golub and Van Loan 2013, Matrix Computations, section 8.5.
 */
export const jacobiEigen = (matrix: Float64Array, size: number): Eigen => {
  const a = matrix.slice();
  const vectors = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let all = 0;
    for (let at = 0; at < a.length; at++) {
      all += a[at]! * a[at]!;
      if (at % (size + 1) !== 0) off += a[at]! * a[at]!;
    }
    if (off <= 1e-30 * all) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, index) => a[index * (size + 1)]!), vectors };
};

const rotate = (a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void => {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const ratio = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const t = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [a[k * size + p]!, a[k * size + q]!];
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const [pk, qk] = [a[p * size + k]!, a[q * size + k]!];
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
    const [vp, vq] = [vectors[k * size + p]!, vectors[k * size + q]!];
    vectors[k * size + p] = c * vp - s * vq;
    vectors[k * size + q] = s * vp + c * vq;
  }
};
