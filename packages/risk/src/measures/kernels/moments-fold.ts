import type { Fold } from './running-fold';

/**
 * The fold of a count, a mean and the sums of the second, third and fourth powers of the deviations from that mean.
 *
 * The summary of a number x is [1, x, 0, 0, 0]: `takeNumber` writes it. Equal numbers have sums of exactly 0.
 *
 * Source: P. Pébay 2008, Sandia report SAND2008-6212, equations 1.1, 1.5 and 1.6.
 */
export const momentsFold: Fold = {
  width: 5,
  merge: (into, at, older, olderAt, newer, newerAt) => {
    const a = older[olderAt] as number;
    const b = newer[newerAt] as number;
    const n = a + b;
    const meanA = older[olderAt + 1] as number;
    const squaresA = older[olderAt + 2] as number;
    const squaresB = newer[newerAt + 2] as number;
    const cubesA = older[olderAt + 3] as number;
    const cubesB = newer[newerAt + 3] as number;
    const gap = (newer[newerAt + 1] as number) - meanA;
    const step = gap / n;
    const cross = gap * step * a * b;
    const fourths =
      (older[olderAt + 4] as number) +
      (newer[newerAt + 4] as number) +
      cross * step * step * (a * a - a * b + b * b) +
      6 * step * step * (a * a * squaresB + b * b * squaresA) +
      4 * step * (a * cubesB - b * cubesA);
    into[at] = n;
    into[at + 1] = meanA + step * b;
    into[at + 2] = squaresA + squaresB + cross;
    into[at + 3] = cubesA + cubesB + cross * step * (a - b) + 3 * step * (a * squaresB - b * squaresA);
    into[at + 4] = fourths;
  },
};

export const takeNumber = (input: Float64Array, value: number): void => {
  input[0] = 1;
  input[1] = value;
};

export const meanOf = (summary: Float64Array): number => summary[1] as number;

/** Standard deviation with the divisor n − ddof, read as core reads it: what rounding leaves of a constant is 0. */
export const deviationOf = (summary: Float64Array, ddof: 0 | 1): number | undefined => {
  const count = summary[0] as number;
  if (!(count > ddof)) return undefined;
  const squares = summary[2] as number;
  if (Math.sqrt(squares / count) <= 1e-14 * Math.abs(meanOf(summary))) return 0;
  return Math.sqrt(squares / (count - ddof));
};

/** m₃ / m₂^1.5 with population moments; `undefined` without variance. */
export const skewnessOf = (summary: Float64Array): number | undefined => {
  const deviation = deviationOf(summary, 0);
  if (deviation === undefined || deviation === 0) return undefined;
  return (summary[3] as number) / (summary[0] as number) / deviation ** 3;
};

/** m₄ / m₂² with population moments, 3 for a normal distribution; `undefined` without variance. */
export const rawKurtosisOf = (summary: Float64Array): number | undefined => {
  const deviation = deviationOf(summary, 0);
  if (deviation === undefined || deviation === 0) return undefined;
  return (summary[4] as number) / (summary[0] as number) / deviation ** 4;
};
