/** What adding a few decimals loses: 0.1 + 0.2 is more than 0.3 by one unit in the last place. */
const slack = 1 + 4 * Number.EPSILON;

/** Whether a sum is at most a limit, give or take four units in the last place. False when either is NaN. */
export const isWithin = (sum: number, limit: number): boolean => sum <= limit * slack;
