/**
 * Small dense vectors and matrices. A matrix is one `Float64Array`, row after row.
 *
 * @module
 */

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let total = 0;
  for (let index = 0; index < a.length; index++) total += (a[index] as number) * (b[index] as number);
  return total;
};

/** a += factor · b. */
export const addScaled = (a: Float64Array, factor: number, b: ArrayLike<number>): void => {
  for (let index = 0; index < a.length; index++) a[index] = (a[index] as number) + factor * (b[index] as number);
};

/** Matrix times vector, for a matrix with as many columns as the vector has entries. */
export const multiply = (matrix: Float64Array, vector: ArrayLike<number>): Float64Array => {
  const columns = vector.length;
  const result = new Float64Array(matrix.length / columns);
  for (let row = 0; row < result.length; row++) {
    result[row] = dot(matrix.subarray(row * columns, (row + 1) * columns), vector);
  }
  return result;
};

/** v'Mv. */
export const quadraticForm = (matrix: Float64Array, vector: ArrayLike<number>): number =>
  dot(vector, multiply(matrix, vector));

export const diagonalOf = (matrix: Float64Array, size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, index) => matrix[index * size + index] as number);

export const largest = (values: ArrayLike<number>): number => {
  let found = 0;
  for (let index = 0; index < values.length; index++) found = Math.max(found, Math.abs(values[index] as number));
  return found;
};

export const total = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum;
};

export const identity = (size: number): Float64Array => {
  const matrix = new Float64Array(size * size);
  for (let index = 0; index < size; index++) matrix[index * size + index] = 1;
  return matrix;
};

/** A flat matrix as rows of plain numbers, as results show it. */
export const rowsOf = (matrix: Float64Array, size: number): number[][] =>
  Array.from({ length: size }, (_, row) => [...matrix.subarray(row * size, (row + 1) * size)]);
