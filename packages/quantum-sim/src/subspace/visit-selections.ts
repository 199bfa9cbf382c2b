import type { Qubo } from '../problem/qubo';

/**
 * Visits the value of every selection of exactly k variables in colexicographic order: `visit(values, count, rank)` gives the
 * values of `count` selections from `rank` on, in an array that is reused.
 *
 * The field of each variable is carried down the levels, so a selection costs O(1) amortised; no sum is longer than
 * k (k + 1) / 2 terms, and nothing drifts.
 */
export const visitSelections = (
  qubo: Qubo,
  choose: number,
  visit: (values: Float64Array, count: number, rank: number) => void,
): void => {
  const { constant, linear, couplings } = qubo;
  const size = linear.length;
  const fields = Array.from({ length: choose + 1 }, () => new Float64Array(size));
  const values = new Float64Array(Math.max(4096, (size * (size - 1)) / 2));
  let filled = 0;
  let rank = 0;

  const flush = (): void => {
    if (filled > 0) visit(values, filled, rank);
    rank += filled;
    filled = 0;
  };

  /** The lowest two positions, both below `limit`. */
  const writePairs = (limit: number, value: number, field: Float64Array): void => {
    if (filled + (limit * (limit - 1)) / 2 > values.length) flush();
    let at = filled;
    for (let top = 1; top < limit; top++) {
      const row = top * size;
      const base = value + field[top]!;
      for (let i = 0; i < top; i++) values[at++] = base + (field[i]! + couplings[row + i]!);
    }
    filled = at;
  };

  const descend = (level: number, limit: number, value: number): void => {
    const field = fields[level] as Float64Array;
    if (level === 2) {
      writePairs(limit, value, field);
      return;
    }
    const lower = fields[level - 1] as Float64Array;
    for (let top = level - 1; top < limit; top++) {
      const row = top * size;
      for (let i = 0; i < top; i++) lower[i] = field[i]! + couplings[row + i]!;
      descend(level - 1, top, value + field[top]!);
    }
  };

  if (choose === 0) values[filled++] = constant;
  if (choose === 1) for (const field of linear) values[filled++] = constant + field;
  if (choose >= 2) {
    (fields[choose] as Float64Array).set(linear);
    descend(choose, size, constant);
  }
  flush();
};
