/**
 * The pairs of states that one XY term joins: an asset leaves one place and enters another.
 *
 * `runs` hold what lies together: for each start s of a run of length L, the pairs (s + t, s + L + t), t < L. `first` and
 * `second` list what does not. No state stands in two pairs.
 */
export interface Hop {
  readonly runs: readonly HopRuns[];
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** Runs of equal length. */
export interface HopRuns {
  readonly length: number;
  readonly starts: Int32Array;
}

/** The pairs of a hop one by one, for what need not be quick. */
export const hopPairs = ({ runs, first, second }: Hop): [number, number][] => [
  ...runs.flatMap(({ length, starts }) =>
    Array.from(starts).flatMap((start) =>
      Array.from({ length }, (_, step): [number, number] => [start + step, start + length + step]),
    ),
  ),
  ...Array.from(first, (from, index): [number, number] => [from, second[index] as number]),
];
