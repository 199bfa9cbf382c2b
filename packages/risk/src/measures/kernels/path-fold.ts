import type { Fold } from './running-fold';

/**
 * The folds of a path of wealth that begins at 1: its end, its highest and lowest point after the start, and its deepest
 * fall as a fraction of the peak. The path of `newer` goes on where that of `older` ended.
 *
 * A return below −1 has no place here: wealth below 0 would turn high and low round.
 */
export const compoundedPathFold: Fold = {
  width: 4,
  merge: (into, at, older, olderAt, newer, newerAt) => {
    const end = older[olderAt] as number;
    const high = older[olderAt + 1] as number;
    const low = older[olderAt + 2] as number;
    const lowAfter = end * (newer[newerAt + 2] as number);
    // After the loss of everything nothing can fall, and a path that begins with it has no peak to fall from.
    const later = end > 0 ? (newer[newerAt + 3] as number) : 0;
    const between = high > 0 ? 1 - lowAfter / high : 0;
    const fall = Math.max(older[olderAt + 3] as number, later, between);
    into[at] = end * (newer[newerAt] as number);
    into[at + 1] = Math.max(high, end * (newer[newerAt + 1] as number));
    into[at + 2] = Math.min(low, lowAfter);
    into[at + 3] = fall;
  },
};

/** The same for returns that add up: the path begins at 0 and a fall is a distance in units of the capital at the start. */
export const summedPathFold: Fold = {
  width: 4,
  merge: (into, at, older, olderAt, newer, newerAt) => {
    const end = older[olderAt] as number;
    const high = older[olderAt + 1] as number;
    const low = older[olderAt + 2] as number;
    const lowAfter = end + (newer[newerAt + 2] as number);
    const fall = Math.max(older[olderAt + 3] as number, newer[newerAt + 3] as number, high - lowAfter);
    into[at] = end + (newer[newerAt] as number);
    into[at + 1] = Math.max(high, end + (newer[newerAt + 1] as number));
    into[at + 2] = Math.min(low, lowAfter);
    into[at + 3] = fall;
  },
};

/** Writes the path of one return; `countsStart` says whether the capital before it is a first peak. */
export const takeReturn = (
  input: Float64Array,
  periodReturn: number,
  compounded: boolean,
  countsStart: boolean,
): void => {
  const start = compounded ? 1 : 0;
  const end = start + periodReturn;
  input[0] = end;
  input[1] = countsStart ? Math.max(start, end) : end;
  input[2] = end;
  input[3] = countsStart ? Math.max(0, -periodReturn) : 0;
};
