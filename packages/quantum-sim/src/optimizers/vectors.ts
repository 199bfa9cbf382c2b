/** Σ a_i b_i. */
export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
};

/** The largest magnitude. */
export const largest = (values: Float64Array): number => {
  let most = 0;
  for (let index = 0; index < values.length; index++) most = Math.max(most, Math.abs(values[index]!));
  return most;
};

/** √Σ a². */
export const length = (values: Float64Array): number => Math.sqrt(dot(values, values));

/** a + factor · b, new. */
export const plus = (a: Float64Array, b: Float64Array, factor: number): Float64Array =>
  a.map((one, index) => one + factor * (b[index] as number));
