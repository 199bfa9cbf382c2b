/**
 * Compares two ids, whole numbers as text of any length, as numbers: below 0, 0 or above 0.
 *
 * Ids exceed 2^53 at some venues, so they never become numbers. Only −1 stands for "none before".
 */
export const compareIds = (a: string, b: string): number => {
  if (a === b) return 0;
  if (a === '-1') return -1;
  if (b === '-1') return 1;
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
};

/** Ids up to this length are exact as numbers. */
const exactLength = 15;

/** The id before one. */
export const idBefore = (id: string): string =>
  id.length <= exactLength ? String(Number(id) - 1) : String(BigInt(id) - 1n);

/** How many ids lie between two, the later one included; rounded when beyond 2^53. */
export const idsBetween = (earlier: string, later: string): number =>
  later.length <= exactLength && earlier.length <= exactLength
    ? Number(later) - Number(earlier)
    : Number(BigInt(later) - BigInt(earlier));
