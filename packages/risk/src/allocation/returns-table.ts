import { DataError, simpleReturns } from '@sigmax/core';

/** Returns of each instrument, by id: columns of one length, one number a period, fractions (0.01 is 1 %). */
export type ReturnsTable = Readonly<Record<string, ArrayLike<number>>>;

/** A returns table that was checked: columns in the order of ids. */
export interface CheckedReturns {
  readonly ids: readonly string[];
  readonly columns: readonly ArrayLike<number>[];
  readonly rows: number;
}

const broken = (code: string, message: string, remedy: string, context: Record<string, unknown>): DataError =>
  new DataError({ code, message, remedy, context });

/**
 * Checks a returns table and puts its columns in order.
 *
 * @throws {DataError} there is no instrument, columns differ in length, there are fewer rows than `minimumRows`, or a
 * return is not finite.
 */
export const checkReturns = (returns: ReturnsTable, what: string, minimumRows: number): CheckedReturns => {
  const ids = Object.keys(returns);
  const columns = Object.values(returns);
  const rows = columns[0]?.length;
  if (rows === undefined) {
    throw broken('NO_INSTRUMENTS', `${what}: returns names no instrument.`, 'Give one column of returns per id.', {
      what,
    });
  }
  for (const [place, column] of columns.entries()) {
    const id = ids[place] as string;
    if (column.length !== rows) {
      throw broken(
        'LENGTHS_DIFFER',
        `${what}: returns[${JSON.stringify(id)}] has ${column.length} rows and ${JSON.stringify(ids[0])} has ${rows}.`,
        'Align all instruments to the same periods first.',
        { what, id, rows: column.length, expected: rows },
      );
    }
    for (let row = 0; row < rows; row++) {
      const value = column[row] as number;
      if (Math.abs(value) < Infinity) continue;
      throw broken(
        'NOT_FINITE',
        `${what}: returns[${JSON.stringify(id)}][${row}] was ${String(value)}.`,
        'Drop the period for all instruments, or fill it first; a gap is not a return of 0.',
        { what, id, row },
      );
    }
  }
  if (rows < minimumRows) {
    throw broken(
      'TOO_FEW_RETURNS',
      `${what}: returns has ${rows} rows and at least ${minimumRows} are needed.`,
      'Take a longer window.',
      { what, rows, minimumRows },
    );
  }
  return { ids, columns, rows };
};

/**
 * Returns the simple returns of several price series: pᵢ / pᵢ₋₁ − 1 in each column.
 *
 * - Shapes: n prices give n − 1 rows; all instruments must have the same number of prices.
 *
 * @throws {DataError} a price is not a finite number above 0, or the series differ in length.
 * @example
 * ```ts
 * import { returnsTable } from '@sigmax/risk';
 * const table = returnsTable({ 'demo:BTC/USDT': [100, 150, 75], 'demo:ETH/USDT': [10, 10, 20] });
 * [...table['demo:BTC/USDT']!]; // => [0.5, -0.5]
 * ```
 */
export const returnsTable = (prices: Readonly<Record<string, ArrayLike<number>>>): Record<string, Float64Array> => {
  const { ids, columns } = checkReturns(prices, 'returnsTable', 2);
  for (const [place, column] of columns.entries()) {
    for (let row = 0; row < column.length; row++) {
      const price = column[row] as number;
      if (price > 0) continue;
      throw broken(
        'NOT_POSITIVE',
        `returnsTable: prices[${JSON.stringify(ids[place])}][${row}] was ${price}.`,
        'A price is above 0; leave out what cannot be traded.',
        { id: ids[place], row },
      );
    }
  }
  return Object.fromEntries(ids.map((id, place) => [id, simpleReturns(columns[place] as ArrayLike<number>)]));
};
