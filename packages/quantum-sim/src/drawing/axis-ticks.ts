/** 10^exponent of a number as it is written in decimals, so that no logarithm decides. */
const magnitudeOf = (value: number): number => Number(`1e${value.toExponential().split('e')[1]}`);

/** The next of 1, 2, 5, 10, 20, 50 … not below `size`. */
export const roundUp = (size: number): number => {
  const magnitude = magnitudeOf(size);
  const step = [1, 2, 5, 10].find((one) => one * magnitude >= size * (1 - 1e-9)) ?? 10;
  return step * magnitude;
};

/** Round values from below `low` to above `high`, about `count` of them. */
export const axisTicks = (low: number, high: number, count: number): readonly number[] => {
  const margin = high > low ? 0 : Math.max(Math.abs(low) * 0.05, 0.5);
  const step = roundUp((high - low + 2 * margin) / count);
  const first = Math.floor((low - margin) / step + 1e-9);
  const last = Math.ceil((high + margin) / step - 1e-9);
  // Twelve digits take off what 0.1 · 3 has too much.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
};
