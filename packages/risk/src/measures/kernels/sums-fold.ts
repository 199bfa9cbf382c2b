import type { Fold } from './running-fold';

/**
 * The fold of `count` sums side by side: each is kept as a sum and what rounding took from it, so that the error does not
 * grow with the number of terms. Number i of an input is written to place 2 i of its summary; `sumAt` reads sum i.
 *
 * Source: D. E. Knuth 1969, The Art of Computer Programming 2, theorem 4.2.2 B (the exact rounding error).
 */
export const sumsFold = (count: number): Fold => ({
  width: 2 * count,
  merge: (into, at, older, olderAt, newer, newerAt) => {
    for (let place = 0; place < 2 * count; place += 2) {
      const a = older[olderAt + place] as number;
      const b = newer[newerAt + place] as number;
      const lost = (older[olderAt + place + 1] as number) + (newer[newerAt + place + 1] as number);
      const total = a + b;
      const share = total - a;
      into[at + place] = total;
      into[at + place + 1] = lost + (a - (total - share) + (b - share));
    }
  },
});

export const sumAt = (summary: Float64Array, index: number): number =>
  (summary[2 * index] as number) + (summary[2 * index + 1] as number);
