const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** A length in milliseconds as venues write timeframes, `1h`, or as `1500 ms` when it is no whole number of seconds. */
export const timeframeText = (ms: number): string => {
  const unit = units.find(([, size]) => ms >= size && ms % size === 0);
  return unit === undefined ? `${ms} ms` : `${ms / unit[1]}${unit[0]}`;
};
