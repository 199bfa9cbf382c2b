import { jacobiEigen } from './jacobi-eigen';

/** |M|⁻¹ v for a symmetric M: eigenvalues are taken by size and held above a thousandth of the largest. */
export const invertedTimes = (matrix: Float64Array, vector: Float64Array): Float64Array => {
  const size = vector.length;
  const { values, vectors } = jacobiEigen(matrix, size);
  const floor = Math.max(1e-12, 1e-3 * values.reduce((most, one) => Math.max(most, Math.abs(one)), 0));
  const out = new Float64Array(size);
  values.forEach((value, column) => {
    let along = 0;
    for (let row = 0; row < size; row++) along += vectors[row * size + column]! * vector[row]!;
    const share = along / Math.max(Math.abs(value), floor);
    for (let row = 0; row < size; row++) out[row]! += share * vectors[row * size + column]!;
  });
  return out;
};
