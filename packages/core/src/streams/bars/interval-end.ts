const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** 1970-01-05, the first Monday of the epoch. */
const mondayMs = 4 * dayMs;

/** Where intervals are counted from: the epoch, and for whole weeks a Monday, both at 0:00 UTC. */
export const intervalOriginMs = (timeframeMs: number): number => (timeframeMs % weekMs === 0 ? mondayMs : 0);

/** The latest boundary of intervals at or before a time. The remainder of float64 numbers is exact, a quotient is not. */
export const boundaryAtOrBefore = (timeMs: number, timeframeMs: number, originMs: number): number => {
  const remainder = (timeMs - originMs) % timeframeMs;
  return timeMs - (remainder < 0 ? remainder + timeframeMs : remainder);
};
