/** Pascal's triangle to C(n, k): row-major (n + 1) × (k + 1), C(i, j) at `i * (k + 1) + j`. Exact below 2^53. */
export const binomials = (n: number, k: number): Float64Array => {
  const width = k + 1;
  const table = new Float64Array((n + 1) * width);
  for (let i = 0; i <= n; i++) {
    table[i * width] = 1;
    for (let j = 1; j <= Math.min(i, k); j++) {
      table[i * width + j] = (table[(i - 1) * width + j - 1] as number) + (table[(i - 1) * width + j] as number);
    }
  }
  return table;
};

/** C(n, k), the number of ways to choose k of n; 0 where k is above n. Exact below 2^53. */
export const binomial = (n: number, k: number): number => {
  if (k < 0 || k > n) return 0;
  const fewer = Math.min(k, n - k);
  let value = 1;
  // Each partial product is itself a binomial coefficient, so the division leaves no rest.
  for (let i = 1; i <= fewer; i++) value = (value * (n - fewer + i)) / i;
  return Math.round(value);
};
