import type { Qubo } from '../problem/qubo';

/**
 * Visits the value of every selection of exactly k variables in colexicographic order, in runs that share all but their
 * lowest position: `visit(values, count, rank, upper)` gives `count` values, the rank of the first, and the upper k − 1
 * positions, ascending, in `upper[1 … k − 1]`; value i belongs to lowest position i. Arrays are reused between calls.
 *
 * The field of each variable is carried down the levels, so a selection costs O(1) amortised: no running sum is longer than k,
 * and nothing drifts.
 */
export const visitSelections = (
  qubo: Qubo,
  choose: number,
  visit: (values: Float64Array, count: number, rank: number, upper: Int32Array) => void,
): void => {
  const { constant, linear, couplings } = qubo;
  const size = linear.length;
  const positions = new Int32Array(Math.max(choose, 1));
  const fields = Array.from({ length: choose + 1 }, () => new Float64Array(size));
  const values = new Float64Array(Math.max(size, 1));
  let rank = 0;

  const descend = (level: number, limit: number, value: number): void => {
    const field = fields[level] as Float64Array;
    if (level === 1) {
      for (let i = 0; i < limit; i++) values[i] = value + (field[i] as number);
      visit(values, limit, rank, positions);
      rank += limit;
      return;
    }
    const lower = fields[level - 1] as Float64Array;
    for (let top = level - 1; top < limit; top++) {
      const row = top * size;
      for (let i = 0; i < top; i++) lower[i] = (field[i] as number) + (couplings[row + i] as number);
      positions[level - 1] = top;
      descend(level - 1, top, value + (field[top] as number));
    }
  };

  if (choose === 0) {
    values[0] = constant;
    visit(values, 1, 0, positions);
    return;
  }
  (fields[choose] as Float64Array).set(linear);
  descend(choose, size, constant);
};
