/**
 * Where a bar closed in its range: 1 at the high, −1 at the low, 0 in the middle and where it has no range.
 *
 * `((close − low) − (high − close)) / (high − low)`, the close location value of M. Chaikin. Prices that are no bar stay
 * within ±1.
 */
export const closePlace = (high: number, low: number, close: number): number => {
  const place = (close - low - (high - close)) / (high - low);
  return Number.isNaN(place) ? 0 : Math.max(-1, Math.min(1, place));
};
