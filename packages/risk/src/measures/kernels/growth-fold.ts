import type { Fold } from './running-fold';

/** The fold of growth factors 1 + r: their count and their product. The summary of a return r is [1, 1 + r]. */
export const growthFold: Fold = {
  width: 2,
  merge: (into, at, older, olderAt, newer, newerAt) => {
    into[at] = (older[olderAt] as number) + (newer[newerAt] as number);
    into[at + 1] = (older[olderAt + 1] as number) * (newer[newerAt + 1] as number);
  },
};

/** The constant return that gives the same product over `periods` of the count; `undefined` for a product below 0. */
export const geometricMean = (summary: Float64Array, periods: number): number | undefined => {
  const wealth = summary[1] as number;
  return wealth < 0 ? undefined : wealth ** (periods / (summary[0] as number)) - 1;
};
