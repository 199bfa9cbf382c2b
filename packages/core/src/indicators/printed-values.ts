/** Cells of a printed table, as text: how many digits a number was printed with says how exact it is. */
export type Cells = readonly string[];

export type Values = readonly (number | undefined)[];

export const isKnown = (cell: string): boolean => cell !== '' && cell !== 'NaN';

export const numbersOf = (cells: Cells): Float64Array => Float64Array.from(cells, Number);

/** Puts values behind so many gaps that they end where a table of `length` rows ends. */
export const alignedEnd = <Value, Gap>(values: readonly Value[], length: number, gap: Gap): (Value | Gap)[] => [
  ...Array<Gap>(length - values.length).fill(gap),
  ...values,
];

const decimalsOf = (cell: string) => (/\.(\d+)/.exec(cell)?.[1] ?? '').length - Number(/e(.+)/i.exec(cell)?.[1] ?? 0);
const digitsOf = (cell: string) => cell.replace(/e.*/i, '').replace(/\D/g, '').replace(/^0+/, '').length;

/**
 * By how much the worst value misses its cell, beyond half a unit of the last digit that the column prints and 1e-9 of
 * its largest value; infinite where a value is missing.
 *
 * The last digit is that of the cell with most decimals or, in a column of so many significant digits, of the digits.
 */
export const worstExcess = (actual: Values, cells: Cells): number => {
  const known = cells.filter(isKnown);
  const decimals = Math.max(...known.map(decimalsOf));
  const digits = Math.max(...known.map(digitsOf));
  const scale = Math.max(...known.map((cell) => Math.abs(Number(cell))));
  const excesses = cells.map((cell, index) => {
    if (!isKnown(cell)) return -Infinity;
    const value = Number(cell);
    const computed = actual[index];
    if (computed === undefined) return Infinity;
    const lead = value === 0 ? -Infinity : Math.floor(Math.log10(Math.abs(value))) + 1;
    const unit = Math.max(10 ** -decimals, 10 ** (lead - digits));
    return Math.abs(computed - value) - unit / 2 - 1e-9 * scale;
  });
  return Math.max(...excesses);
};
