import type { WindowSummary } from './time-window';

/** Sums of `width` numbers each. */
export const sums = (width: number): WindowSummary => ({
  width,
  combine: (into, at, older, olderAt, newer, newerAt) => {
    for (let index = 0; index < width; index++) {
      into[at + index] = (older[olderAt + index] as number) + (newer[newerAt + index] as number);
    }
  },
});

/** First, smallest and largest. */
export const range: WindowSummary = {
  width: 3,
  combine: (into, at, older, olderAt, newer, newerAt) => {
    const first = older[olderAt] as number;
    const smallest = Math.min(older[olderAt + 1] as number, newer[newerAt + 1] as number);
    const largest = Math.max(older[olderAt + 2] as number, newer[newerAt + 2] as number);
    into[at] = first;
    into[at + 1] = smallest;
    into[at + 2] = largest;
  },
};

/**
 * Of pairs: count, mean of x, mean of y, and the sums of (x − mean)², and of (x − mean)(y − mean).
 *
 * Source: T. F. Chan, G. H. Golub, R. J. LeVeque 1979, eq. 2.1, and its form for products.
 */
export const comoments: WindowSummary = {
  width: 5,
  combine: (into, at, older, olderAt, newer, newerAt) => {
    const olderCount = older[olderAt] as number;
    const newerCount = newer[newerAt] as number;
    const count = olderCount + newerCount;
    const share = newerCount / count;
    const gapX = (newer[newerAt + 1] as number) - (older[olderAt + 1] as number);
    const gapY = (newer[newerAt + 2] as number) - (older[olderAt + 2] as number);
    const weight = olderCount * share;
    const meanX = (older[olderAt + 1] as number) + gapX * share;
    const meanY = (older[olderAt + 2] as number) + gapY * share;
    const squares = (older[olderAt + 3] as number) + (newer[newerAt + 3] as number) + gapX * gapX * weight;
    const products = (older[olderAt + 4] as number) + (newer[newerAt + 4] as number) + gapX * gapY * weight;
    into[at] = count;
    into[at + 1] = meanX;
    into[at + 2] = meanY;
    into[at + 3] = squares;
    into[at + 4] = products;
  },
};
