import type { CheckedReturns } from '../returns-table';

/** Σ wₜ xₜ for each column, with weights that sum to 1. */
export const weightedMeans = ({ columns, rows }: CheckedReturns, weights: Float64Array): Float64Array =>
  Float64Array.from(columns, (column) => {
    // Around the first value, so that a constant column has exactly its constant as mean.
    const origin = column[0] as number;
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += (weights[row] as number) * ((column[row] as number) - origin);
    return origin + sum;
  });

/** Σ wₜ (xₜ − mᵢ)(yₜ − mⱼ) for each pair of columns, row after row. */
export const weightedProducts = (
  { columns, rows }: CheckedReturns,
  weights: Float64Array,
  means: ArrayLike<number>,
): Float64Array => {
  const size = columns.length;
  const matrix = new Float64Array(size * size);
  const centred = columns.map((column, index) =>
    Float64Array.from(column, (value) => value - (means[index] as number)),
  );
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const [a, b] = [centred[row] as Float64Array, centred[column] as Float64Array];
      let sum = 0;
      for (let t = 0; t < rows; t++) sum += (weights[t] as number) * (a[t] as number) * (b[t] as number);
      matrix[row * size + column] = sum;
      matrix[column * size + row] = sum;
    }
  }
  return matrix;
};

/** 1 / rows for each row. */
export const equalRowWeights = (rows: number): Float64Array => new Float64Array(rows).fill(1 / rows);

/** (1 − λ) λ^age, scaled to sum to 1; the last row has age 0. */
export const decayingRowWeights = (rows: number, decay: number): Float64Array => {
  const weights = new Float64Array(rows);
  let weight = 1;
  let sum = 0;
  for (let row = rows - 1; row >= 0; row--) {
    weights[row] = weight;
    sum += weight;
    weight *= decay;
  }
  return weights.map((one) => one / sum);
};
