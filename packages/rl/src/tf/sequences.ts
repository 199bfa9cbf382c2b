/** Rows of a rollout cut into sequences, and where they lie in tensors of `length` × `batch` rows, padded at their ends. */
export interface Sequences {
  /** How many sequences there are. */
  readonly batch: number;
  /** Steps of the longest. */
  readonly length: number;
  /** The first row of each. */
  readonly starts: readonly number[];
  /** Place of each given row: its step · batch + its sequence. */
  readonly places: Int32Array;
}

/**
 * Cuts rows that lie in order, `rows[from]` to `rows[from + count − 1]`, where an episode begins, the environment changes, a row does not
 * follow the one before, or `longest` steps are reached.
 *
 * Row e · steps + t is step t of environment e, and `ends` has 1 where a step ended its episode.
 */
export const cutSequences = (
  rows: ArrayLike<number>,
  from: number,
  count: number,
  { steps, ends, longest }: { readonly steps: number; readonly ends: ArrayLike<number>; readonly longest: number },
): Sequences => {
  const starts: number[] = [];
  const sequenceOf = new Int32Array(count);
  const stepOf = new Int32Array(count);
  let length = 0;
  let step = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[from + at] as number;
    const isNext = at > 0 && row === (rows[from + at - 1] as number) + 1 && row % steps !== 0;
    const isCut = !isNext || ends[row - 1] === 1 || step === longest;
    if (isCut) {
      starts.push(row);
      step = 0;
    }
    sequenceOf[at] = starts.length - 1;
    stepOf[at] = step;
    step += 1;
    length = Math.max(length, step);
  }
  const batch = starts.length;
  return {
    batch,
    length,
    starts,
    places: stepOf.map((one, at) => one * batch + (sequenceOf[at] as number)),
  };
};
