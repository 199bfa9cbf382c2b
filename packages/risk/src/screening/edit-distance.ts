/**
 * Returns how many single changes turn one text into another: a letter more, a letter less, another letter, or two
 * neighbours swapped, none of them edited twice.
 *
 * d(i, j) = min(d(i−1, j) + 1, d(i, j−1) + 1, d(i−1, j−1) + [a_i ≠ b_j], d(i−2, j−2) + 1 when a swap).
 *
 * - Cost: O(|a| · |b|) in UTF-16 units.
 * - Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors", Communications of the ACM
 *   7(3), 1964; the restricted form, also called optimal string alignment.
 *
 * @example
 * ```ts
 * import { editDistance } from '@sigmax/risk';
 * editDistance('bitcoin', 'bitcion'); // => 1
 * editDistance('bitcoin', 'bit coins'); // => 2
 * ```
 */
export const editDistance = (one: string, other: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const present = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      present[column] = Math.min(
        (last[column] as number) + 1,
        (present[column - 1] as number) + 1,
        (last[column - 1] as number) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[column - 2] as number) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = present;
  }
  return last[other.length] as number;
};
