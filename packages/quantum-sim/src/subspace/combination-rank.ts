import { binomial } from './binomials';

/**
 * The place of a selection among all selections of the same size, in colexicographic order: Σ_j C(c_j, j + 1) for its
 * positions c_0 < c_1 < … . Cost: O(k²).
 *
 * Source: Knuth 2011, The Art of Computer Programming 4A, section 7.2.1.3.
 */
export const combinationRank = (positions: ArrayLike<number>): number => {
  let rank = 0;
  for (let j = 0; j < positions.length; j++) rank += binomial(positions[j] as number, j + 1);
  return rank;
};

/** The positions, ascending, of the selection of `size` out of `count` that has a rank; the inverse of {@link combinationRank}. */
export const combinationAt = (rank: number, count: number, size: number): number[] => {
  const positions = new Array<number>(size);
  let rest = rank;
  let position = count;
  for (let j = size; j >= 1; j--) {
    do position -= 1;
    while (binomial(position, j) > rest);
    positions[j - 1] = position;
    rest -= binomial(position, j);
  }
  return positions;
};
