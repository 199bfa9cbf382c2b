/** A complex matrix of any shape in two planes, row by row. */
export interface ComplexTable {
  readonly rows: number;
  readonly columns: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export const zeroTable = (rows: number, columns: number): ComplexTable => ({
  rows,
  columns,
  re: new Float64Array(rows * columns),
  im: new Float64Array(rows * columns),
});

/** The same numbers in another shape of as many entries; nothing is copied. */
export const reshaped = ({ re, im }: ComplexTable, rows: number, columns: number): ComplexTable => ({
  rows,
  columns,
  re,
  im,
});

/** The conjugate transpose. */
export const adjointTable = ({ rows, columns, re, im }: ComplexTable): ComplexTable => {
  const out = zeroTable(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      out.re[column * rows + row] = re[row * columns + column]!;
      out.im[column * rows + row] = 0 - im[row * columns + column]!;
    }
  }
  return out;
};

/** a · b. Cost: O(rows · columns · inner). */
export const multiplyTables = (a: ComplexTable, b: ComplexTable): ComplexTable => {
  const out = zeroTable(a.rows, b.columns);
  const { columns } = out;
  for (let row = 0; row < a.rows; row++) {
    const to = row * columns;
    for (let inner = 0; inner < a.columns; inner++) {
      const x = a.re[row * a.columns + inner]!;
      const y = a.im[row * a.columns + inner]!;
      if (x === 0 && y === 0) continue;
      const from = inner * columns;
      for (let column = 0; column < columns; column++) {
        const c = b.re[from + column]!;
        const d = b.im[from + column]!;
        out.re[to + column]! += x * c - y * d;
        out.im[to + column]! += x * d + y * c;
      }
    }
  }
  return out;
};

/** Σ|entry|². */
export const squaredNorm = ({ re, im }: ComplexTable): number => {
  let sum = 0;
  for (let at = 0; at < re.length; at++) sum += re[at]! * re[at]! + im[at]! * im[at]!;
  return sum;
};

/** A number times a table. */
export const scaledTable = ({ rows, columns, re, im }: ComplexTable, factor: number): ComplexTable => ({
  rows,
  columns,
  re: re.map((value) => value * factor),
  im: im.map((value) => value * factor),
});
