import type { Random } from '../seeded-random';

/**
 * Draws basis states of a state with its probabilities and hands each to `take` with the number of the draw.
 *
 * All draws are sorted, so that one pass over the amplitudes serves them: O(2^n + S log S) time and 12 S bytes for S shots.
 */
export const sampleOutcomes = (
  { re, im }: { readonly re: ArrayLike<number>; readonly im: ArrayLike<number> },
  shots: number,
  random: Random,
  take: (basisState: number, draw: number) => void,
): void => {
  let total = 0;
  let last = 0;
  for (let index = 0; index < re.length; index++) {
    const probability = re[index]! * re[index]! + im[index]! * im[index]!;
    total += probability;
    if (probability > 0) last = index;
  }
  const draws = Float64Array.from({ length: shots }, () => random.uniform() * total);
  const order = Uint32Array.from({ length: shots }, (_, draw) => draw).sort((a, b) => draws[a]! - draws[b]!);
  let index = 0;
  let below = 0;
  let upTo = re[0]! * re[0]! + im[0]! * im[0]!;
  for (let at = 0; at < shots; at++) {
    const draw = order[at]!;
    // A draw at the very end belongs to the last state that can be drawn.
    while (draws[draw]! >= upTo && index < last) {
      index += 1;
      below = upTo;
      upTo = below + (re[index]! * re[index]! + im[index]! * im[index]!);
    }
    take(index, draw);
  }
};
