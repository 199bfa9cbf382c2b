import type { Fold } from './running-fold';

/**
 * The fold of pairs (x, y): count, both means, the sum of the squared deviations of y and that of the products of the
 * deviations. The summary of a pair is [1, x, y, 0, 0].
 *
 * Source: P. Pébay 2008, Sandia report SAND2008-6212, equation 3.12 (covariance).
 */
export const pairFold: Fold = {
  width: 5,
  merge: (into, at, older, olderAt, newer, newerAt) => {
    const a = older[olderAt] as number;
    const b = newer[newerAt] as number;
    const n = a + b;
    const meanX = older[olderAt + 1] as number;
    const meanY = older[olderAt + 2] as number;
    const gapX = (newer[newerAt + 1] as number) - meanX;
    const gapY = (newer[newerAt + 2] as number) - meanY;
    const squares = (older[olderAt + 3] as number) + (newer[newerAt + 3] as number);
    const products = (older[olderAt + 4] as number) + (newer[newerAt + 4] as number);
    const share = b / n;
    into[at] = n;
    into[at + 1] = meanX + gapX * share;
    into[at + 2] = meanY + gapY * share;
    into[at + 3] = squares + gapY * gapY * a * share;
    into[at + 4] = products + gapX * gapY * a * share;
  },
};
