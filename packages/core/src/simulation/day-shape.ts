/**
 * Activity of each hour of a day in UTC, of mean 1: a calm night in Europe and America, and a peak from 13 to 18 h.
 * Rounded from the mean hourly volume of large perpetuals in late 2025.
 */
const hours = [
  0.9, 0.9, 0.85, 0.8, 0.75, 0.7, 0.75, 0.8, 0.85, 0.8, 0.7, 0.75, 0.9, 1.25, 2, 2, 1.7, 1.4, 1.2, 1, 0.9, 0.75, 0.65,
  0.7,
] as const;

const hourMs = 3_600_000;
const mean = hours.reduce<number>((sum, hour) => sum + hour, 0) / hours.length;

/** The activity of a bar that opens at `openMs`, relative to the mean of a day. */
export const dayShape = (openMs: number, barMs: number): number => {
  if (barMs >= 24 * hourMs) return 1;
  const first = Math.floor(openMs / hourMs);
  const last = Math.max(first, Math.ceil((openMs + barMs) / hourMs) - 1);
  let sum = 0;
  for (let hour = first; hour <= last; hour++) sum += hours[((hour % 24) + 24) % 24] as number;
  return sum / (last - first + 1) / mean;
};
