import type { CoreRows, Numbers } from '../network/network-core';

/** Copies the named rows of a table of the buffer to the first rows of a core's inputs, from column `column` on. */
export const loadRows = (
  inputs: CoreRows,
  table: Numbers,
  width: number,
  rows: ArrayLike<number>,
  column = 0,
): void => {
  for (let row = 0; row < rows.length; row++) {
    const from = (rows[row] as number) * width;
    const to = row * inputs.stride + column;
    for (let at = 0; at < width; at++) inputs.values[to + at] = table[from + at] as number;
  }
};
