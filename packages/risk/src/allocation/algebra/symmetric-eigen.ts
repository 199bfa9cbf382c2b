import { diagonalOf, identity } from './dense';

export interface Eigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** The eigenvector of `values[k]` is column k, row after row. */
  readonly vectors: Float64Array;
}

/** Turns rows and columns p and q of the matrix, and columns p and q of the vectors, by the angle that makes entry (p, q) 0. */
const rotate = (matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void => {
  const off = matrix[p * size + q] as number;
  const [first, second] = [matrix[p * size + p] as number, matrix[q * size + q] as number];
  const slope = (second - first) / (2 * off);
  const tangent = (slope < 0 ? -1 : 1) / (Math.abs(slope) + Math.sqrt(slope * slope + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const turn = (values: Float64Array, one: number, other: number): void => {
    const a = values[one] as number;
    const b = values[other] as number;
    values[one] = cosine * a - sine * b;
    values[other] = sine * a + cosine * b;
  };
  for (let k = 0; k < size; k++) turn(matrix, k * size + p, k * size + q);
  for (let k = 0; k < size; k++) turn(matrix, p * size + k, q * size + k);
  for (let k = 0; k < size; k++) turn(vectors, k * size + p, k * size + q);
  // What the turn makes of the diagonal, with less rounding.
  matrix[p * size + p] = first - tangent * off;
  matrix[q * size + q] = second + tangent * off;
  matrix[p * size + q] = 0;
  matrix[q * size + p] = 0;
};

/** One pass over all pairs; false when nothing was left to turn. */
const sweep = (matrix: Float64Array, vectors: Float64Array, size: number): boolean => {
  let hasTurned = false;
  for (let p = 0; p < size; p++) {
    for (let q = p + 1; q < size; q++) {
      const off = Math.abs(matrix[p * size + q] as number);
      const scale = Math.abs(matrix[p * size + p] as number) + Math.abs(matrix[q * size + q] as number);
      if (scale + off / 64 === scale) continue;
      rotate(matrix, vectors, size, p, q);
      hasTurned = true;
    }
  }
  return hasTurned;
};

/**
 * Returns all eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations.
 *
 * It uses nothing but + − × ÷ and square roots, so every engine gives the same bits.
 *
 * - Cost: about 8 sweeps of 6 n³ operations; 100 instruments take 0.1 s.
 *
 * Source: Golub and Van Loan 2013, Matrix Computations, section 8.5.
 */
export const symmetricEigen = (matrix: Float64Array, size: number): Eigen => {
  const work = matrix.slice();
  const turned = identity(size);
  for (let count = 0; count < 60 && sweep(work, turned, size); count++);
  const unsorted = diagonalOf(work, size);
  const order = [...unsorted.keys()].sort((a, b) => (unsorted[a] as number) - (unsorted[b] as number) || a - b);
  const vectors = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (const [column, from] of order.entries()) vectors[row * size + column] = turned[row * size + from] as number;
  }
  return { values: Float64Array.from(order, (index) => unsorted[index] as number), vectors };
};

/** V f(λ) V', the matrix with the same eigenvectors and other eigenvalues. */
export const withEigenvalues = ({ values, vectors }: Eigen, change: (value: number) => number): Float64Array => {
  const size = values.length;
  const changed = Float64Array.from(values, change);
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let entry = 0;
      for (let k = 0; k < size; k++) {
        entry += (vectors[row * size + k] as number) * (changed[k] as number) * (vectors[column * size + k] as number);
      }
      matrix[row * size + column] = entry;
      matrix[column * size + row] = entry;
    }
  }
  return matrix;
};
