/**
 * A square complex matrix in two planes, row by row: entry (row, column) is at `row * size + column`.
 *
 * Of a gate on several qubits, the first qubit is the least significant bit of a row's number.
 */
export interface ComplexMatrix {
  readonly size: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** A real entry, or a pair of real and imaginary part. */
export type ComplexEntry = number | readonly [re: number, im: number];

export const zeroMatrix = (size: number): ComplexMatrix => ({
  size,
  re: new Float64Array(size * size),
  im: new Float64Array(size * size),
});

export const setEntry = (out: ComplexMatrix, row: number, column: number, re: number, im: number): void => {
  const at = row * out.size + column;
  out.re[at] = re;
  out.im[at] = im;
};

/** The matrix with these rows. */
export const matrixOf = (rows: readonly (readonly ComplexEntry[])[]): ComplexMatrix => {
  const out = zeroMatrix(rows.length);
  rows.forEach((entries, row) => {
    entries.forEach((entry, column) => {
      const [re, im] = typeof entry === 'number' ? [entry, 0] : entry;
      setEntry(out, row, column, re, im);
    });
  });
  return out;
};

export const copyMatrix = (out: ComplexMatrix, from: ComplexMatrix): void => {
  out.re.set(from.re);
  out.im.set(from.im);
};

export const clearMatrix = (out: ComplexMatrix): void => {
  out.re.fill(0);
  out.im.fill(0);
};

/** out = a · b; `out` is neither of them. */
export const multiplyInto = (out: ComplexMatrix, a: ComplexMatrix, b: ComplexMatrix): void => {
  const { size } = out;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let re = 0;
      let im = 0;
      for (let inner = 0; inner < size; inner++) {
        const left = row * size + inner;
        const right = inner * size + column;
        re += a.re[left]! * b.re[right]! - a.im[left]! * b.im[right]!;
        im += a.re[left]! * b.im[right]! + a.im[left]! * b.re[right]!;
      }
      setEntry(out, row, column, re, im);
    }
  }
};

/** The conjugate transpose. */
export const adjointOf = (matrix: ComplexMatrix): ComplexMatrix => {
  const { size } = matrix;
  const out = zeroMatrix(size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      setEntry(out, column, row, matrix.re[at]!, -matrix.im[at]!);
    }
  }
  return out;
};

/** Largest |entry| of M·M† − 1: 0 for a unitary matrix, not a number when an entry is none. */
export const unitarityError = (matrix: ComplexMatrix): number => {
  const product = zeroMatrix(matrix.size);
  multiplyInto(product, matrix, adjointOf(matrix));
  let worst = 0;
  for (let at = 0; at < product.re.length; at++) {
    const isDiagonal = at % (matrix.size + 1) === 0;
    const re = product.re[at]! - (isDiagonal ? 1 : 0);
    worst = Math.max(worst, Math.sqrt(re * re + product.im[at]! ** 2));
  }
  return worst;
};
