/** Solves rows · x = right by elimination with row pivots; `undefined` where the rows are dependent. Cost: O(n³). */
export const solveLinear = (rows: readonly Float64Array[], right: Float64Array): Float64Array | undefined => {
  const size = right.length;
  const table = rows.map((row, index) => [...row, right[index] as number]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(table[row]![column]!) > Math.abs(table[pivot]![column]!)) pivot = row;
    }
    const size1 = Math.abs(table[pivot]![column]!);
    const scale = rows.reduce((most, row) => Math.max(most, Math.abs(row[column]!)), 0);
    if (!(size1 > 1e-12 * scale)) return undefined;
    [table[column], table[pivot]] = [table[pivot]!, table[column]!];
    for (let row = column + 1; row < size; row++) {
      const factor = table[row]![column]! / table[column]![column]!;
      if (factor === 0) continue;
      for (let at = column; at <= size; at++) table[row]![at]! -= factor * table[column]![at]!;
    }
  }
  const solution = new Float64Array(size);
  for (let row = size - 1; row >= 0; row--) {
    let sum = table[row]![size]!;
    for (let at = row + 1; at < size; at++) sum -= table[row]![at]! * solution[at]!;
    solution[row] = sum / table[row]![row]!;
  }
  return solution;
};
