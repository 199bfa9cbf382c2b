import { exponential } from '../portable-math';

/**
 * Softmax of logits / `temperature` for each component of `sizes`, 0 for choices that the mask forbids.
 *
 * Every component needs a choice that is allowed.
 */
export const choiceProbabilities = (
  logits: ArrayLike<number>,
  sizes: readonly number[],
  temperature: number,
  mask: Uint8Array | undefined,
): number[] => {
  const probabilities: number[] = [];
  let start = 0;
  for (const size of sizes) {
    const isAllowed = (choice: number): boolean => mask === undefined || mask[start + choice] === 1;
    let highest = -Infinity;
    for (let choice = 0; choice < size; choice++) {
      if (isAllowed(choice)) highest = Math.max(highest, logits[start + choice] as number);
    }
    const weights = Array.from({ length: size }, (_, choice) =>
      isAllowed(choice) ? exponential(Math.max(((logits[start + choice] as number) - highest) / temperature, -700)) : 0,
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (const weight of weights) probabilities.push(weight / sum);
    start += size;
  }
  return probabilities;
};
