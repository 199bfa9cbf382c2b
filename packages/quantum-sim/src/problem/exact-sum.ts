/**
 * The sum of doubles, as if it were formed without rounding and rounded once.
 *
 * Keeps the running sum as doubles that do not overlap; each addition splits into a rounded part and its exact rest.
 * Cost: O(n · m) for m such parts, m ≤ 39.
 *
 * Source: Shewchuk 1997, "Adaptive precision floating-point arithmetic and fast robust geometric predicates", section 2.5.
 */
export const exactSum = (values: Iterable<number>): number => {
  const parts: number[] = [];
  for (const value of values) {
    let carried = value;
    let kept = 0;
    for (const part of parts) {
      const [large, small] = Math.abs(carried) < Math.abs(part) ? [part, carried] : [carried, part];
      const high = large + small;
      const low = small - (high - large);
      if (low !== 0) parts[kept++] = low;
      carried = high;
    }
    parts.length = kept;
    parts.push(carried);
  }
  return roundedParts(parts);
};

/** Adds parts from the largest down; where the first rest is a tie, the sign of the next decides it. */
const roundedParts = (parts: readonly number[]): number => {
  let index = parts.length - 1;
  if (index < 0) return 0;
  let high = parts[index--] as number;
  let low = 0;
  while (index >= 0 && low === 0) {
    const before = high;
    const part = parts[index--] as number;
    high = before + part;
    low = part - (high - before);
  }
  const next = index >= 0 ? (parts[index] as number) : 0;
  if (!((low < 0 && next < 0) || (low > 0 && next > 0))) return high;
  const doubled = low * 2;
  const rounded = high + doubled;
  return doubled === rounded - high ? rounded : high;
};
